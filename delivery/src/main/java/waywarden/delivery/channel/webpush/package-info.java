@NullMarked
package waywarden.delivery.channel.webpush;

import org.jspecify.annotations.NullMarked;
