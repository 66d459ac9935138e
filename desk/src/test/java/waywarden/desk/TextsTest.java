package waywarden.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waywarden.advisory.audience.Reach;
import waywarden.advisory.audience.Sector;
import waywarden.advisory.cap.Alert.Certainty;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.advisory.cap.Alert.Urgency;
import waywarden.advisory.signature.SigningKey;
import waywarden.delivery.Alarms;
import waywarden.delivery.Answer;
import waywarden.delivery.State;
import waywarden.result.Bundles;
import waywarden.result.Texts;

class TextsTest {

    private static final Path MAIN = Path.of(System.getProperty("waywarden.root", ".."), "desk", "src", "main");
    private static final Pattern KEY = Pattern.compile("(?:say|refused)\\(\\s*\"([a-z.]+[a-z])\"");
    private static final Pattern AUDITED = Pattern.compile("add\\(\\s*[^;,]+,\\s*\"([a-z-]+)\"");

    @ParameterizedTest
    @ValueSource(strings = {"waywarden.desk.messages", "waywarden.desk.help"})
    void saysTheSameThingsInEveryLanguage(String name) {
        Bundles.assertSaysTheSame(name, Bundles.OF_SHELLS);
    }

    @Test
    void hasEveryKeyThatIsUsed() throws IOException {
        Texts texts = texts();
        Set<String> used = Bundles.used(MAIN, KEY);
        assertThat(used).hasSizeGreaterThan(120).allMatch(texts::has);
        assertThat(Bundles.used(MAIN, AUDITED)).hasSizeGreaterThan(8).allMatch(line -> texts.has("audit." + line));
    }

    @Test
    void namesEveryValueThatAPageShows() {
        Set<String> keys = new TreeSet<>();
        for (Warning.Kind kind : Warning.Kind.values()) keys.addAll(Set.of("kind." + kind, "replaces." + kind));
        for (Warning.Stage stage : Warning.Stage.values()) keys.add("stage." + stage);
        for (Severity severity : Severity.values()) keys.add("severity." + severity);
        for (Urgency urgency : Urgency.values()) keys.add("urgency." + urgency);
        for (Certainty certainty : Certainty.values()) keys.add("certainty." + certainty);
        for (Role role : Role.values()) keys.addAll(Set.of("deskrole." + role, "deskrole." + role + ".says"));
        for (Workflow.Refusal refusal : Workflow.Refusal.values()) keys.add("refused." + refusal);
        for (Sector sector : Sector.values()) keys.add("sector." + sector.code());
        for (var role : waywarden.advisory.audience.Role.values()) keys.add("role." + role.code());
        for (State state : State.values()) keys.add("letters.state." + state);
        for (Alarms.Kind kind : Alarms.Kind.values()) if (kind != Alarms.Kind.HELP) keys.add("alarm." + kind);
        for (SigningKey.Fault fault : SigningKey.Fault.values()) keys.add("key." + fault);
        for (Answer answer : Answer.values()) {
            keys.addAll(Set.of("answer." + answer, "answer.button." + answer, "answer.done." + answer));
        }
        for (Action action : Action.values()) {
            String word = action.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (action != Action.UPDATE && action != Action.WITHDRAW) keys.add("audit." + word);
        }
        boolean passed = false;
        for (Reach.Kind kind : Reach.Kind.values()) {
            passed |= kind == Reach.Kind.NOT_A_WARNING;
            boolean place = kind.compareTo(Reach.Kind.SHAPE_ROUGHLY) <= 0;
            if (passed) keys.add("passed." + kind);
            else if (place) keys.add("place." + kind);
        }
        Texts texts = texts();
        assertThat(keys).allMatch(texts::has);
    }

    @Test
    void quotesNothingByMistake() {
        Bundles.assertQuotesNothingByMistake("waywarden.desk.messages", Bundles.OF_SHELLS, 3, 2, 4, 5);
    }

    private static Texts texts() {
        return Texts.in(Locale.ENGLISH, "waywarden.desk.messages");
    }
}
