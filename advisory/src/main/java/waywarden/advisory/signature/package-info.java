@NullMarked
package waywarden.advisory.signature;

import org.jspecify.annotations.NullMarked;
