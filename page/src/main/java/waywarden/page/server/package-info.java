/// The little of HTTP that a page for one person needs, on the JDK's own server: who may come in,
/// what was asked, what is answered.
@NullMarked
package waywarden.page.server;

import org.jspecify.annotations.NullMarked;
