@NullMarked
package waywarden.delivery.channel.mastodon;

import org.jspecify.annotations.NullMarked;
