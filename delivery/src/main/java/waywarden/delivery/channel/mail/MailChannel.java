package waywarden.delivery.channel.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.channel.Dispatch;
import waywarden.delivery.channel.Letter;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.channel.Preview;
import waywarden.delivery.channel.Wording;

/// Warnings by mail: one letter, one reader, a Message-ID that stays the same over attempts, and all
/// versions of a warning in one thread.
public final class MailChannel implements Channel {

    public static final String NAME = "mail";

    /// Greylisting asks for minutes; servers themselves try for three days.
    private static final Limits LIMITS =
            new Limits(200, 20, 20, 8, Duration.ofSeconds(30), Duration.ofHours(2), Duration.ofHours(72), true);

    private static final int LONGEST_SUBJECT = 200;

    private final MailSettings settings;
    private final Limits limits;
    private final Session session;
    private final ConcurrentLinkedDeque<Transport> idle = new ConcurrentLinkedDeque<>();

    public MailChannel(MailSettings settings) {
        this(settings, LIMITS);
    }

    public MailChannel(MailSettings settings, Limits limits) {
        this.settings = settings;
        this.limits = limits;
        session = Session.getInstance(properties(settings));
    }

    private static Properties properties(MailSettings settings) {
        Properties properties = new Properties();
        String protocol = settings.security() == MailSettings.Security.TLS ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        String timeout = String.valueOf(settings.timeout().toMillis());
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty(prefix + "host", settings.host());
        properties.setProperty(prefix + "port", String.valueOf(settings.port()));
        properties.setProperty(prefix + "auth", String.valueOf(settings.user() != null));
        properties.setProperty(prefix + "connectiontimeout", timeout);
        properties.setProperty(prefix + "timeout", timeout);
        properties.setProperty(prefix + "writetimeout", timeout);
        properties.setProperty(prefix + "from", settings.from());
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        boolean starttls = settings.security() == MailSettings.Security.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", String.valueOf(starttls));
        properties.setProperty(prefix + "starttls.required", String.valueOf(starttls));
        return properties;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public String endpoint(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean mayShowTwice() {
        return true;
    }

    @Override
    public Outcome send(Dispatch dispatch) {
        InternetAddress to = recipient(dispatch.address());
        if (to == null) return new Outcome.Refused(Reason.of(Kind.ADDRESS_UNUSABLE), true);
        MailMessage message = null;
        try {
            message = MailMessage.of(session, settings, dispatch, to);
            Transport transport = transport();
            transport.sendMessage(message, new Address[] {to});
            idle.push(transport);
            return new Outcome.Sent(message.getMessageID());
        } catch (MessagingException e) {
            return failure(e, message != null && message.isWritten());
        }
    }

    private static @Nullable InternetAddress recipient(String address) {
        try {
            InternetAddress to = new InternetAddress(address, true);
            return to.getAddress().indexOf('@') > 0 ? to : null;
        } catch (AddressException e) {
            return null;
        }
    }

    private Transport transport() throws MessagingException {
        for (Transport kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (kept.isConnected()) return kept;
        }
        Transport fresh = session.getTransport();
        fresh.connect(settings.user(), settings.password());
        return fresh;
    }

    /// @param written whether the whole letter had gone out before it failed
    static Outcome failure(MessagingException failure, boolean written) {
        for (Exception one = failure; one != null; one = next(one)) {
            switch (one) {
                case SMTPAddressFailedException reply -> {
                    return reply(reply.getReturnCode(), true);
                }
                case SMTPSenderFailedException reply -> {
                    return reply(reply.getReturnCode(), false);
                }
                case SMTPSendFailedException reply
                when reply.getReturnCode() > 0 && !(reply.getNextException() instanceof SMTPAddressFailedException) -> {
                    return reply(reply.getReturnCode(), false);
                }
                case MailConnectException connect -> {
                    return new Outcome.NotNow(Reason.of(Kind.NO_CONNECTION), null, false);
                }
                case AuthenticationFailedException login -> {
                    return new Outcome.NotNow(new Reason(Kind.REFUSED, "login"), null, false);
                }
                default -> {}
            }
        }
        // Before the last byte the server has nothing to deliver; after it only its reply would tell.
        return written
                ? new Outcome.Unsure(Reason.of(Kind.CONNECTION_LOST))
                : new Outcome.NotNow(Reason.of(Kind.CONNECTION_LOST), null, false);
    }

    private static @Nullable Exception next(Exception one) {
        return one instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static Outcome reply(int code, boolean recipient) {
        if (code == 421 || code / 100 == 4) return new Outcome.NotNow(Reason.of(Kind.BUSY, code), null, false);
        boolean gone = recipient && (code == 550 || code == 551 || code == 553);
        return new Outcome.Refused(Reason.of(gone ? Kind.ADDRESS_GONE : Kind.REFUSED, code), gone);
    }

    @Override
    public Preview preview(Letter letter) {
        String title = subject(letter);
        return new Preview(title, MailMessage.text(letter), title.length(), LONGEST_SUBJECT, title.endsWith("…"));
    }

    static String subject(Letter letter) {
        return Wording.cut(Wording.title(letter), LONGEST_SUBJECT);
    }

    @Override
    public void close() {
        for (Transport kept = idle.poll(); kept != null; kept = idle.poll()) {
            try {
                kept.close();
            } catch (MessagingException e) {
                // A server that fails at the farewell has nothing of ours.
                assert !kept.isConnected();
            }
        }
    }
}
