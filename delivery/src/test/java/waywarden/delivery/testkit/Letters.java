package waywarden.delivery.testkit;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.audience.Languages;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.CapReader;
import waywarden.delivery.channel.Dispatch;
import waywarden.delivery.channel.Letter;

/// Letters and dispatches of a message, for tests of a channel alone.
public final class Letters {

    private Letters() {}

    public static Letter letter(Caps caps, String language) {
        Alert alert = CapReader.read(caps.xml().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .alert();
        if (alert == null) throw new IllegalStateException("the message cannot be read");
        Letter.Answers answers = new Letter.Answers(
                URI.create("https://desk.example/a/" + "r".repeat(55)),
                URI.create("https://desk.example/a/" + "s".repeat(55)),
                URI.create("https://desk.example/a/" + "h".repeat(55)));
        return new Letter(
                alert,
                Languages.best(alert.infos(), java.util.List.of(language)),
                alert.infos(),
                caps.expires(),
                URI.create("https://desk.example/w/advisory"),
                answers);
    }

    public static Dispatch dispatch(
            Caps caps,
            String language,
            String address,
            String key,
            int version,
            @Nullable String earlier,
            @Nullable Instant uncertain) {
        return new Dispatch(
                key,
                "thread-of-24-characters-",
                version,
                letter(caps, language),
                address,
                earlier,
                uncertain,
                caps.signed());
    }
}
