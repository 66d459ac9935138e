@NullMarked
package waywarden.intake.plain;

import org.jspecify.annotations.NullMarked;
