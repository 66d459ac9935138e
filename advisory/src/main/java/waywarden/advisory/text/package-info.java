@NullMarked
package waywarden.advisory.text;

import org.jspecify.annotations.NullMarked;
