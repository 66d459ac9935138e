/// The ways a warning goes out. A channel formats and sends; whether to send is decided before it is
/// asked.
@NullMarked
package waywarden.delivery.channel;

import org.jspecify.annotations.NullMarked;
