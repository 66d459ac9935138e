@NullMarked
package waywarden.advisory;

import org.jspecify.annotations.NullMarked;
