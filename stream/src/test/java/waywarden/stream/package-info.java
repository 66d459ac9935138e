@NullMarked
package waywarden.stream;

import org.jspecify.annotations.NullMarked;
