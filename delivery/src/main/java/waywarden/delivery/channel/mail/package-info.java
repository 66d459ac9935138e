@NullMarked
package waywarden.delivery.channel.mail;

import org.jspecify.annotations.NullMarked;
