@NullMarked
package waywarden.intake;

import org.jspecify.annotations.NullMarked;
