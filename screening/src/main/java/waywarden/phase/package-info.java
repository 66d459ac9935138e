@NullMarked
package waywarden.phase;

import org.jspecify.annotations.NullMarked;
