@NullMarked
package waywarden.page;

import org.jspecify.annotations.NullMarked;
