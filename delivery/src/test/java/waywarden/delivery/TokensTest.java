package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.delivery.Tokens.Permit;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.Databases;
import waywarden.delivery.testkit.Rig;
import waywarden.delivery.testkit.ScriptedChannel;
import waywarden.delivery.testkit.VirtualTime;

/// Who holds a token gives one answer for one person, and nobody makes one up.
class TokensTest {

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private final ScriptedChannel mail = new ScriptedChannel("mail");

    @Test
    void takesNoForgedAlteredOrEndedToken() {
        Tokens tokens = new Tokens(Rig.secrets());
        Permit permit = new Permit(7, 1, 9, VirtualTime.BEGIN.plusSeconds(60), Answer.SAFE);
        String token = tokens.write(permit);
        assertThat(tokens.read(token, time.keeper())).contains(permit);
        Random random = new Random(1);
        byte[] whole = Base64.getUrlDecoder().decode(token);
        int accepted = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] forged = whole.clone();
            if (i % 2 == 0) forged[random.nextInt(forged.length)] ^= (byte) (1 << random.nextInt(8));
            else random.nextBytes(forged);
            String written = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
            if (tokens.read(written, time.keeper()).isPresent()) accepted++;
        }
        for (char last = '!'; last < 'z'; last++) {
            String other = token.substring(0, token.length() - 1) + last;
            if (!other.equals(token) && tokens.read(other, time.keeper()).isPresent()) accepted++;
        }
        Secrets others = Secrets.of("another secret of thirty-two b..".getBytes(StandardCharsets.UTF_8));
        if (tokens.read(new Tokens(others).write(permit), time.keeper()).isPresent()) accepted++;
        assertThat(accepted).isZero();
        assertThat(tokens.read("", time.keeper())).isEmpty();
        time.pass(Duration.ofSeconds(61));
        assertThat(tokens.read(token, time.keeper())).isEmpty();
    }

    @Test
    void countsEachAnswerOnceKeepsTheLastAndHoldsACallForHelpOpen() {
        try (Stage stage = new Stage(Databases.fresh(Dialect.SQLITE, folder), time, mail)) {
            String person = stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(1, "mail"));
            stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(2, "mail"));
            stage.deliveries.issue("a", 1, Caps.alert("w", VirtualTime.BEGIN).signed());
            stage.work();
            Letter answers = new Letter(mail.seen().getFirst());
            Acknowledgements acknowledgements = stage.acknowledgements;
            assertThat(acknowledgements.ask(answers.help())).contains(Answer.HELP);
            assertThat(acknowledgements.counts("a")).isEqualTo(new Acknowledgements.Counts(2, java.util.Map.of(), 2));
            for (int i = 0; i < 3; i++)
                assertThat(acknowledgements.accept(answers.help(), "mail")).contains(Answer.HELP);
            assertThat(acknowledgements.counts("a").of(Answer.HELP)).isEqualTo(1);
            assertThat(acknowledgements.openHelp()).hasSize(1);
            assertThat(acknowledgements.openHelp().getFirst().subscriber()).isEqualTo(person);
            stage.work();
            assertThat(stage.rung).extracting(Alarms.Alarm::kind).containsExactly(Alarms.Kind.HELP);
            assertThat(acknowledgements.accept(answers.safe(), "mail")).contains(Answer.SAFE);
            assertThat(acknowledgements.byCountry("a"))
                    .hasEntrySatisfying(
                            "FR", counts -> assertThat(counts.of(Answer.SAFE)).isEqualTo(1));
            // That she is safe now does not end it; somebody does.
            stage.work(Duration.ofDays(40), Duration.ofHours(12));
            assertThat(acknowledgements.openHelp()).hasSize(1);
            acknowledgements.closeHelp(acknowledgements.openHelp().getFirst().number(), "desk");
            assertThat(acknowledgements.openHelp()).isEmpty();
            assertThat(new Alarms(stage.database, stage.keeper).open()).isEmpty();
        }
    }

    @Test
    void takesNoAnswerOfSomebodyWhoLeftAndSendsHerNothing() {
        try (Stage stage = new Stage(Databases.fresh(Dialect.SQLITE, folder), time, mail)) {
            String person = stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(1, "mail"));
            stage.deliveries.issue("a", 1, Caps.alert("w", VirtualTime.BEGIN).signed());
            stage.work();
            stage.subscriptions.leave(person);
            assertThat(stage.acknowledgements.accept(new Letter(mail.seen().getFirst()).safe(), "mail"))
                    .isEmpty();
            assertThat(stage.subscriptions.find(person)).isEqualTo(Optional.empty());
            assertThat(stage.deliveries
                            .issue("b", 1, Caps.alert("w-2", VirtualTime.BEGIN).signed())
                            .people())
                    .isZero();
            int kept = stage.database
                    .client()
                    .sql("select count(*) from address")
                    .query(Integer.class)
                    .single();
            assertThat(kept).isZero();
        }
    }

    /// The links of a letter.
    private record Letter(waywarden.delivery.channel.Dispatch dispatch) {
        String safe() {
            return token(java.util.Objects.requireNonNull(dispatch.letter().answers())
                    .safe());
        }

        String help() {
            return token(java.util.Objects.requireNonNull(dispatch.letter().answers())
                    .help());
        }

        private static String token(java.net.URI page) {
            return page.getPath().substring(page.getPath().lastIndexOf('/') + 1);
        }
    }
}
