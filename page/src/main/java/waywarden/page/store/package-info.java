/// The one folder in which everything is kept, encrypted where the worker has set a passphrase.
@NullMarked
package waywarden.page.store;

import org.jspecify.annotations.NullMarked;
