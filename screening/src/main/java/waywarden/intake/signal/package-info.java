@NullMarked
package waywarden.intake.signal;

import org.jspecify.annotations.NullMarked;
