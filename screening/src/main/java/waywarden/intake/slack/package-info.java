@NullMarked
package waywarden.intake.slack;

import org.jspecify.annotations.NullMarked;
