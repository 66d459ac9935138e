@NullMarked
package waywarden.delivery.channel.webhook;

import org.jspecify.annotations.NullMarked;
