@NullMarked
package waywarden.delivery.kill;

import org.jspecify.annotations.NullMarked;
