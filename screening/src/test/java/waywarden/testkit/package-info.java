@NullMarked
package waywarden.testkit;

import org.jspecify.annotations.NullMarked;
