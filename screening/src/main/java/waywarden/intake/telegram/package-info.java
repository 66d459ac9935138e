@NullMarked
package waywarden.intake.telegram;

import org.jspecify.annotations.NullMarked;
