@NullMarked
package waywarden.head;

import org.jspecify.annotations.NullMarked;
