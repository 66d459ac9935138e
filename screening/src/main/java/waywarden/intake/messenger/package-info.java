@NullMarked
package waywarden.intake.messenger;

import org.jspecify.annotations.NullMarked;
