@NullMarked
package waywarden.advisory.cap;

import org.jspecify.annotations.NullMarked;
