package waywarden.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.register.Entry;
import waywarden.register.Register;
import waywarden.register.RegisterBuilder;
import waywarden.register.RegisterKey;
import waywarden.register.RegisterReading.Opened;
import waywarden.screening.ProtectedMatters.Mention;
import waywarden.screening.ProtectedMatters.Theme;
import waywarden.screening.Screening.Screened;
import waywarden.testkit.Talk;

class ProtectedMattersTest {

    private static final Screener WITHOUT = Screener.bundled();

    @TempDir
    Path folder;

    private Screener screener = WITHOUT;

    @BeforeEach
    void register() throws Exception {
        KeyPair signer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        RegisterKey key = RegisterKey.generate(signer.getPublic(), new SecureRandom());
        RegisterBuilder builder = new RegisterBuilder(key, new SecureRandom());
        builder.term(new Entry("the project", "Dr Lind", "secret", null, List.of()), "Project Blue Heron", List.of());
        builder.term(new Entry("the cell", "Dr Lind", "secret", null, List.of()), "PX-280", List.of("separator"));
        Path file = folder.resolve("register.wwr");
        builder.write(file, signer.getPrivate(), Instant.EPOCH);
        Register register = ((Opened) Register.open(file, key)).register();
        screener = WITHOUT.guardedBy(register, LocalDate.of(2026, 5, 3));
    }

    private static final Talk TALK = Talk.begin()
            .contact("Good to meet you at the fair. How was the way home?")
            .worker("Long, but fine.")
            .contact("Tell me, how far along is project Blue Heron by now?")
            .worker("Project blue heron is waiting for its second prototype.")
            .after(Duration.ofDays(3))
            .contact("And who else works on project blue-heron? When does it fly?")
            .contact("Is project Blue Heron the one with the long wing?");

    @Test
    void questionsRoundAProtectedMatterAreEvidenceOfExploitation() {
        Screened with = (Screened) screener.screen(TALK.conversation());
        Screened without = (Screened) WITHOUT.screen(TALK.conversation());

        assertThat(with.messages().get(2).findings())
                .extracting(Finding::indicator)
                .contains(ProtectedMatters.ASKED);
        assertThat(with.messages().getLast().belief().exploitation())
                .isGreaterThan(without.messages().getLast().belief().exploitation());
    }

    @Test
    void whatTheWorkerWroteIsShownAndMovesNothing() {
        Talk told = Talk.begin()
                .contact("Nice weather")
                .worker("Project blue heron is late.")
                .contact("Oh well.");
        Screened with = (Screened) screener.screen(told.conversation());
        Screened without = (Screened) WITHOUT.screen(told.conversation());

        assertThat(with.messages().get(1).findings())
                .extracting(Finding::indicator)
                .contains(ProtectedMatters.GIVEN);
        assertThat(with.probability()).isEqualTo(without.probability());
        assertThat(with.concern()).isEqualTo(without.concern());
    }

    @Test
    void toSpeakOfAMatterIsNotToAskForIt() {
        Talk told = Talk.begin().contact("I read about project blue heron in the paper.");
        assertThat(screener.matters().themes((Screened) screener.screen(told.conversation())))
                .isEmpty();
    }

    @Test
    void themesComeWithDatesAndWithWhetherTheyRise() {
        List<Theme> themes = screener.matters().themes((Screened) screener.screen(TALK.conversation()));

        assertThat(themes).hasSize(1);
        Theme theme = themes.getFirst();
        assertThat(theme.entry().label()).isEqualTo("the project");
        assertThat(theme.asked()).extracting(Mention::message).containsExactly(2, 4, 5);
        assertThat(theme.given()).extracting(Mention::message).containsExactly(3);
        assertThat(theme.given().getFirst().at()).isNotNull();
        assertThat(theme.rising()).isTrue();
        assertThat(WITHOUT.matters().themes((Screened) WITHOUT.screen(TALK.conversation())))
                .isEmpty();
    }

    @Test
    void aProtectedMatterAgainstMoneyIsStop() {
        Talk paid = Talk.begin().contact("What does project blue heron weigh? I pay 3,000 in cash, no invoice.");
        assertThat(((Screened) screener.screen(paid.conversation())).concern()).isEqualTo(Concern.STOP);
        assertThat(((Screened) WITHOUT.screen(paid.conversation())).concern()).isNotEqualTo(Concern.STOP);
    }

    @Test
    void aPairMayLieAcrossTwoMessagesOfOneSide() {
        Talk talk = Talk.begin()
                .contact("By the way, you are still with the PX-280?")
                .worker("Yes, since March.")
                .contact("How thick is the separator now?")
                .worker("We left the PX-280 as it was")
                .worker("only the separator is new");
        List<Theme> themes = screener.matters().themes((Screened) screener.screen(talk.conversation()));

        assertThat(themes).extracting(theme -> theme.entry().label()).containsExactly("the cell");
        assertThat(themes.getFirst().asked()).extracting(Mention::message).containsExactly(2);
        assertThat(themes.getFirst().given()).extracting(Mention::message).containsExactly(4);
        String text = talk.conversation().messages().get(2).text();
        assertThat(themes.getFirst().asked().getFirst().spans())
                .singleElement()
                .satisfies(span -> assertThat(text.substring(0, span.end())).endsWith("separator"));
    }

    @Test
    void halfAPairOfEachSideIsNone() {
        Talk talk =
                Talk.begin().contact("How is the PX-280?").worker("The separator of my sink leaks, I must go home.");
        assertThat(screener.matters().themes((Screened) screener.screen(talk.conversation())))
                .isEmpty();
    }
}
