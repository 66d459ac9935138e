/// The worker's page: served on her own machine, to nobody else.
@NullMarked
package waywarden.page;

import org.jspecify.annotations.NullMarked;
