@NullMarked
package waywarden.result;

import org.jspecify.annotations.NullMarked;
