@NullMarked
package waywarden.indicator;

import org.jspecify.annotations.NullMarked;
