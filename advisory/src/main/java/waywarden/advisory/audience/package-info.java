@NullMarked
package waywarden.advisory.audience;

import org.jspecify.annotations.NullMarked;
