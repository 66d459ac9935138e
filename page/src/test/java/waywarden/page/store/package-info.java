@NullMarked
package waywarden.page.store;

import org.jspecify.annotations.NullMarked;
