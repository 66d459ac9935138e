package waywarden.delivery.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.FakeSmtp;
import waywarden.delivery.testkit.Letters;
import waywarden.delivery.testkit.VirtualTime;

class MailTest {

    private static MailChannel channel(int port) {
        return new MailChannel(new MailSettings(
                "127.0.0.1", port, null, null, MailSettings.Security.NONE, "desk@example.org", Duration.ofSeconds(2)));
    }

    @Test
    void keepsItsNameAndItsThreadAndMarksAnExerciseInTheReadersLanguage() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (MailChannel channel = channel(server.getSmtp().getPort())) {
            Caps first =
                    Caps.alert("w", VirtualTime.BEGIN).exercise().saying("Two\nlines", "A <b>bold</b> claim & more.");
            assertThat(channel.send(Letters.dispatch(first, "en", "a@example.net", "k1", 1, null, null)))
                    .isEqualTo(new Outcome.Sent("<k1@example.org>"));
            Caps cancel = first.cancelled("c", VirtualTime.BEGIN.plusSeconds(60));
            channel.send(Letters.dispatch(cancel, "zh", "a@example.net", "k2", 2, "<k1@example.org>", null));
            MimeMessage[] got = server.getReceivedMessages();
            assertThat(got).hasSize(2);
            assertThat(got[0].getMessageID()).isEqualTo("<k1@example.org>");
            assertThat(got[0].getSubject()).isEqualTo("EXERCISE · Two lines");
            String plain = part(got[0], 0);
            assertThat(plain)
                    .contains("This is an exercise")
                    .contains("A <b>bold</b> claim & more.")
                    .contains("https://desk.example/a/hhh")
                    .contains("I need help");
            assertThat(part(got[0], 1))
                    .contains("A &lt;b&gt;bold&lt;/b&gt; claim &amp; more.")
                    .doesNotContain("<img");
            assertThat(got[1].getSubject()).startsWith("演习 · 已撤回");
            assertThat(part(got[1], 0)).contains("不再有效");
            assertThat(got[1].getHeader("In-Reply-To", null)).isEqualTo("<k1@example.org>");
            assertThat(got[1].getHeader("References", null).replaceAll("\\s+", " "))
                    .isEqualTo("<thread-of-24-characters-@example.org> <k1@example.org>");
            assertThat(got[0].getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        } finally {
            server.stop();
        }
    }

    private static String part(MimeMessage message, int part) throws Exception {
        return (String) ((MimeMultipart) message.getContent()).getBodyPart(part).getContent();
    }

    @Test
    void tellsWhatFailedBeforeTheLastByteFromWhatFailedAfterIt() {
        AtomicReference<FakeSmtp.Deed> deed = new AtomicReference<>(FakeSmtp.Deed.TAKE_AND_DROP);
        try (FakeSmtp server = new FakeSmtp(mail -> deed.get());
                MailChannel channel = channel(server.port())) {
            assertThat(send(channel, "a@example.net")).isInstanceOf(Outcome.Unsure.class);
            deed.set(FakeSmtp.Deed.GREYLIST);
            assertThat(send(channel, "a@example.net")).isInstanceOf(Outcome.NotNow.class);
            deed.set(FakeSmtp.Deed.REFUSE);
            assertThat(send(channel, "a@example.net")).isInstanceOf(Outcome.Refused.class);
            deed.set(FakeSmtp.Deed.TAKE);
            assertThat(send(channel, "a@example.net")).isInstanceOf(Outcome.Sent.class);
            assertThat(send(channel, "no address")).isInstanceOf(Outcome.Refused.class);
        }
        try (MailChannel channel = channel(1)) {
            assertThat(send(channel, "a@example.net")).isInstanceOf(Outcome.NotNow.class);
        }
    }

    private static Outcome send(MailChannel channel, String address) {
        return channel.send(Letters.dispatch(Caps.alert("w", VirtualTime.BEGIN), "en", address, "key", 1, null, null));
    }
}
