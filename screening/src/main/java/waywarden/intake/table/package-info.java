@NullMarked
package waywarden.intake.table;

import org.jspecify.annotations.NullMarked;
