@NullMarked
package waywarden.intake.line;

import org.jspecify.annotations.NullMarked;
