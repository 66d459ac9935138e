@NullMarked
package waywarden.intake.linkedin;

import org.jspecify.annotations.NullMarked;
