package waywarden.delivery.channel.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The server that takes our mail.
///
/// @param user     null where it asks for none
/// @param password null likewise
/// @param security how the connection is kept from others
/// @param from     the sender's address, at a domain of ours
/// @param timeout  for each step of the conversation
public record MailSettings(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        Security security,
        String from,
        Duration timeout) {

    /// How the connection is kept from others.
    public enum Security {
        /// Only for a server on this machine.
        NONE,
        /// Plain first, then secured; refused where the server cannot.
        STARTTLS,
        TLS
    }

    public MailSettings {
        if (from.indexOf('@') < 1) throw new IllegalArgumentException("the sender’s address has an @");
    }

    String domain() {
        return from.substring(from.lastIndexOf('@') + 1);
    }

    /// Never the password.
    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + "]";
    }
}
