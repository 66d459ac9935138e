@NullMarked
package waywarden.delivery.channel.telegram;

import org.jspecify.annotations.NullMarked;
