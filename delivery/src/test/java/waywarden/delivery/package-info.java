@NullMarked
package waywarden.delivery;

import org.jspecify.annotations.NullMarked;
