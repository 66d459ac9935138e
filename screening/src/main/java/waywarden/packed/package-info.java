@NullMarked
package waywarden.packed;

import org.jspecify.annotations.NullMarked;
