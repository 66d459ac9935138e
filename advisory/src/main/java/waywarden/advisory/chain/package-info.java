@NullMarked
package waywarden.advisory.chain;

import org.jspecify.annotations.NullMarked;
