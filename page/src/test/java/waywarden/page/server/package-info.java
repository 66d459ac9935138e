@NullMarked
package waywarden.page.server;

import org.jspecify.annotations.NullMarked;
