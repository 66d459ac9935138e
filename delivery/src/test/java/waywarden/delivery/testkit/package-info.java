@NullMarked
package waywarden.delivery.testkit;

import org.jspecify.annotations.NullMarked;
