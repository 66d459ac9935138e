@NullMarked
package waywarden.intake.json;

import org.jspecify.annotations.NullMarked;
