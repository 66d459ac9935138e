package waywarden.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.screening.Screening.NotScreened;
import waywarden.screening.Screening.Screened;
import waywarden.screening.Screening.ScreenedMessage;
import waywarden.testkit.Talk;

class ScreenerTest {

    private static final Screener SCREENER = Screener.bundled();

    private static Screened screened(Talk talk) {
        return (Screened) SCREENER.screen(talk.conversation());
    }

    @Test
    void anEverydayConversationIsOfNoConcern() {
        Screened screened = screened(Talk.begin()
                .contact("Are we still on for football tonight?")
                .worker("Yes! Half past seven at the pitch.")
                .contact("Great, I will bring the ball.")
                .worker("See you there")
                .contact("Can you also bring the blue shirts? They are in your car I think")
                .worker("Sure"));
        assertThat(screened.concern()).isEqualTo(Concern.NONE);
        assertThat(screened.alarmAt()).isNull();
    }

    @Test
    void aNamedDemandAgainstPayIsStopWhateverCameBefore() {
        Screened screened = screened(Talk.begin()
                .contact("Send me the internal test report, the original pays triple, cash, no invoice.")
                .worker("Who is this?"));
        assertThat(screened.concern()).isEqualTo(Concern.STOP);
        assertThat(screened.alarmAt()).isZero();
    }

    @Test
    void aNamedDemandInChineseAgainstPayIsStopToo() {
        Screened screened = screened(Talk.begin().contact("把你们内部的测试报告发给我，原件给三倍价钱，付现金，不用发票。"));
        assertThat(screened.concern()).isEqualTo(Concern.STOP);
    }

    @Test
    void whereOnlyTheWorkerSpeaksNothingIsScreened() {
        assertThat(SCREENER.screen(Talk.begin().worker("Hello?").conversation()))
                .isInstanceOf(NotScreened.class);
    }

    @Test
    void steppingGivesWhatScreeningTheWholeGives() {
        Conversation conversation = Talk.begin()
                .contact("Your talk was wonderful, only you could explain it so well.")
                .worker("Thank you")
                .after(Duration.ofDays(3))
                .contact("My client would like a short report, open sources only, we pay 600 EUR in cash.")
                .conversation();
        Screened whole = (Screened) SCREENER.screen(conversation);
        Screener.Standing standing = SCREENER.start();
        for (int i = 0; i < conversation.messages().size(); i++) {
            Screener.Step step = SCREENER.step(standing, conversation.messages().get(i));
            assertThat(step.message()).isEqualTo(whole.messages().get(i));
            standing = step.standing();
        }
    }

    @Test
    void everyVerifyAndStopIsExplainedByFindings() {
        Random random = new Random(3);
        List<String> lines = List.of(
                "Keep this between us please",
                "We pay 600 EUR in cash, no invoice needed",
                "Could you write a short report, three pages on the market, we pay well",
                "Send me the internal test report",
                "Who in your team handles the drawings now?",
                "Lovely weather",
                "A photo of the screen is enough",
                "Nobody will know where it came from",
                "Say it is tourism if customs ask");
        for (int n = 0; n < 300; n++) {
            Talk talk = Talk.begin();
            for (int i = 0; i < 12; i++) talk.contact(lines.get(random.nextInt(lines.size())));
            Screened screened = screened(talk);
            long indicators = screened.messages().stream()
                    .flatMap(message -> message.findings().stream())
                    .map(Finding::indicator)
                    .filter(id -> !id.startsWith("C"))
                    .distinct()
                    .count();
            if (screened.concern().compareTo(Concern.VERIFY) >= 0)
                assertThat(indicators).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void anyTextIsScreenedAndEveryFindingPointsIntoIt() {
        Random random = new Random(11);
        for (int n = 0; n < 2_000; n++) {
            int[] points = random.ints(random.nextInt(120), 0, 0x2FFFF)
                    .filter(c -> c < 0xD800 || c > 0xDFFF)
                    .toArray();
            String text =
                    new String(points, 0, points.length) + (n % 3 == 0 ? " send me the internal report 给你现金" : "");
            Conversation conversation = new Conversation(
                    "any", "test", null, null, null, List.of(new Message(null, Speaker.CONTACT, text)));
            for (ScreenedMessage message : ((Screened) SCREENER.screen(conversation)).messages()) {
                for (Finding finding : message.findings()) {
                    assertThat(finding.start()).isNotNegative().isLessThan(finding.end());
                    assertThat(finding.end()).isLessThanOrEqualTo(text.length());
                }
            }
        }
    }

    private static final Talk PAID_REPORT = Talk.begin()
            .contact("Your talk was brilliant. My client would like a short report on test labs, open sources only. We"
                    + " pay 600 in cash.")
            .worker("Who is the client?")
            .contact("He prefers to stay in the background. Better keep this between us.");

    private static List<Screener.Look> looks(Conversation talk) {
        List<Screener.Look> looks = new ArrayList<>();
        Screener.Heard heard = Screener.Heard.NOTHING;
        for (Message message : talk.messages()) {
            Screener.Look look = SCREENER.look(heard, looks.size(), message);
            heard = look.heard();
            looks.add(look);
        }
        return looks;
    }

    private static ScreenedMessage last(List<Screener.Look> looks, Map<String, Answer> answers) {
        Screener.Standing standing = SCREENER.start();
        ScreenedMessage last = null;
        for (Screener.Look look : looks) {
            Screener.Step step = SCREENER.step(standing, look, answers);
            standing = step.standing();
            last = step.message();
        }
        return Objects.requireNonNull(last);
    }

    @Test
    void goingOnFromLooksGivesWhatReadingGives() {
        List<Screener.Look> looks = looks(PAID_REPORT.conversation());
        assertThat(last(looks, Map.of()))
                .isEqualTo(screened(PAID_REPORT).messages().getLast());
        assertThat(last(looks, Map.of("P2-07", Answer.NOT_SURE)).belief())
                .isEqualTo(last(looks, Map.of()).belief());
    }

    @Test
    void whatTheWorkerDeniesIsNoFindingAndLowersTheBelief() {
        List<Screener.Look> looks = looks(PAID_REPORT.conversation());
        double before = last(looks, Map.of()).belief().approach();
        ScreenedMessage after =
                last(looks, Map.of("P2-07", Answer.NO, "P2-08", Answer.NO, "P2-11", Answer.NO, "P1-05", Answer.NO));
        assertThat(after.belief().approach()).isLessThan(before);
        assertThat(after.findings()).noneMatch(finding -> finding.indicator().equals("P2-11"));
    }

    @Test
    void noDenialRaisesTheBeliefAndNoConfirmationLowersIt() {
        List<Screener.Look> looks = looks(PAID_REPORT.conversation());
        double read = last(looks, Map.of()).belief().approach();
        Set<String> shown = looks.stream()
                .flatMap(look -> look.findings().stream().map(Finding::indicator))
                .collect(Collectors.toSet());
        assertThat(shown).hasSizeGreaterThan(3).allSatisfy(indicator -> {
            assertThat(last(looks, Map.of(indicator, Answer.NO)).belief().approach())
                    .isLessThanOrEqualTo(read);
            assertThat(last(looks, Map.of(indicator, Answer.YES)).belief().approach())
                    .isGreaterThanOrEqualTo(read);
        });
    }

    @Test
    void whatSheKnowsMovesTheBeliefByItsStrength() {
        Screener.Standing standing = SCREENER.start();
        for (Message message : PAID_REPORT.conversation().messages()) {
            standing = SCREENER.step(standing, message).standing();
        }
        double before = standing.phase().filter().approach();
        Message said = new Message(null, Speaker.WORKER, "I checked");
        double verified =
                SCREENER.told(standing, said, "C-01").message().belief().approach();
        double begun = SCREENER.told(standing, said, "C-06").message().belief().approach();
        double hollow = SCREENER.told(standing, said, "X-02").message().belief().approach();
        assertThat(verified).isLessThan(begun);
        assertThat(begun).isLessThan(before);
        assertThat(hollow).isGreaterThan(before);
    }

    @Test
    void noFactMakesADemandForSecretsInnocent() {
        Screener.Standing standing = SCREENER.start();
        standing = SCREENER.step(
                        standing,
                        new Message(
                                null,
                                Speaker.CONTACT,
                                "Send me the internal test report, the original pays triple, cash, no invoice."))
                .standing();
        for (String fact : List.of("C-01", "C-02", "C-04", "C-06", "C-08")) {
            Screener.Step step = SCREENER.told(standing, new Message(null, Speaker.WORKER, "so it is"), fact);
            assertThat(step.message().concern()).isEqualTo(Concern.STOP);
            standing = step.standing();
        }
    }
}
