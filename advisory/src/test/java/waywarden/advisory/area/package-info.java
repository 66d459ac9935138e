@NullMarked
package waywarden.advisory.area;

import org.jspecify.annotations.NullMarked;
