@NullMarked
package waywarden.advisory.feed;

import org.jspecify.annotations.NullMarked;
