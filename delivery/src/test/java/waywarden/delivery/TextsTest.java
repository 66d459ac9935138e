package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.VirtualTime;

/// Every sentence is there in both languages, and every state, outcome and reason has one.
class TextsTest {

    private static Properties read(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(TextsTest.class.getResourceAsStream("/waywarden/delivery/" + name))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "channel/wording"})
    void bothLanguagesHaveTheSameSentencesWithTheSameGaps(String bundle) throws IOException {
        Properties english = read(bundle + ".properties");
        Properties chinese = read(bundle + "_zh.properties");
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) -> {
            for (String gap : new String[] {"{0}", "{1}", "{2}"}) {
                boolean same = ((String) text).contains(gap)
                        == chinese.getProperty((String) key).contains(gap);
                assertThat(same).as(key + " and " + gap).isTrue();
            }
            // In MessageFormat a single one would quote what follows.
            assertThat((String) text).doesNotContain("'");
        });
    }

    @Test
    void everyStateOutcomeAndReasonHasASentence() throws IOException {
        Properties english = read("log.properties");
        for (State state : State.values()) assertThat(english).containsKey("state." + state);
        for (Outcome.Kind kind : Outcome.Kind.values()) assertThat(english).containsKey("reason." + kind);
        for (String outcome : new String[] {"SENT", "NOT_NOW", "UNSURE", "REFUSED", "LOST"}) {
            assertThat(english).containsKey("attempt." + outcome);
        }
        DeliveryLog.Attempt attempt =
                new DeliveryLog.Attempt(1, VirtualTime.BEGIN, "a", 1, "p", "mail", 2, "NOT_NOW", "BUSY 451");
        assertThat(attempt.says(Locale.ENGLISH))
                .isEqualTo("2026-03-01 12:00:00 UTC: tried mail: the other side asked to come back later (451)."
                        + " It did not arrive and is tried again.");
        assertThat(attempt.says(Locale.CHINESE)).contains("电子邮件").contains("451");
    }

    @Test
    void nothingThatIsLoggedTellsAnAddressOrAWord() {
        Address address = new Address("mail", "somebody@example.net");
        assertThat(address.toString()).doesNotContain("somebody");
        var dispatch = waywarden.delivery.testkit.Letters.dispatch(
                Caps.alert("w", VirtualTime.BEGIN), "en", "somebody@example.net", "key", 1, null, null);
        assertThat(dispatch.toString() + dispatch.letter())
                .doesNotContain("somebody")
                .doesNotContain("pattern");
        assertThat(new Outcome.Reason(Outcome.Kind.REFUSED, "550 <somebody@example.net>\nMultiline").written())
                .doesNotContain("@")
                .doesNotContain("\n");
    }
}
