@NullMarked
package waywarden.advisory.xml;

import org.jspecify.annotations.NullMarked;
