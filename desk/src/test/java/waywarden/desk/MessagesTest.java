package waywarden.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Status;
import waywarden.advisory.template.Template;
import waywarden.advisory.template.Templates;
import waywarden.desk.Content.Place;
import waywarden.desk.Content.Sender;
import waywarden.desk.Messages.Written;
import waywarden.desk.Warning.Kind;

class MessagesTest {

    private static final Sender SENDER = new Sender("desk@example.org", "Example desk");
    private static final OffsetDateTime SENT = OffsetDateTime.parse("2026-05-03T10:00:00Z");

    static List<Template> templates() {
        return Templates.all();
    }

    private static Content filled(Template template, boolean exercise) {
        Content content = Content.of(template, exercise);
        return new Content(
                content.template(),
                content.urgency(),
                content.severity(),
                content.certainty(),
                exercise,
                new Place("", false, List.of("FR"), List.of("DE-BE"), List.of(), List.of()),
                List.of("energy"),
                List.of("engineer"),
                content.days(),
                "",
                content.texts());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyTemplateBecomesAnAcceptedWarningOnceItsPlaceIsFilledIn(Template template) {
        Written written = Messages.of(Kind.ALERT, filled(template, false), "urn:uuid:1", SENDER, SENT, null);
        Written empty = Messages.of(Kind.ALERT, Content.of(template, false), "urn:uuid:1", SENDER, SENT, null);

        assertThat(written.findings()).isEmpty();
        assertThat(written.alert().infos()).extracting(Alert.Info::spoken).contains("en", "zh");
        assertThat(empty.accepted()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void anExerciseIsMarkedInEveryLanguageAndOnce(Template template) {
        Alert alert = Messages.of(Kind.ALERT, filled(template, true), "urn:uuid:1", SENDER, SENT, null)
                .alert();

        assertThat(alert.status()).isEqualTo(Status.EXERCISE);
        assertThat(alert.note()).startsWith("EXERCISE 演习");
        for (Alert.Info info : alert.infos()) {
            String mark = info.spoken().startsWith("zh") ? "演习：" : "EXERCISE: ";
            assertThat(info.headline()).startsWith(mark).doesNotStartWith(mark + mark);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void anUpdateAndAWithdrawalNameWhatTheyReplace(Template template) {
        Content content = filled(template, true);
        Alert first = Messages.of(Kind.ALERT, content, "urn:uuid:1", SENDER, SENT, null)
                .alert();
        Written update =
                Messages.of(Kind.UPDATE, content.withNote("wider"), "urn:uuid:2", SENDER, SENT.plusSeconds(9), first);
        Written cancel =
                Messages.of(Kind.CANCEL, content.withNote("wrong"), "urn:uuid:3", SENDER, SENT.plusSeconds(20), first);

        assertThat(update.accepted()).isTrue();
        assertThat(cancel.accepted()).isTrue();
        assertThat(update.alert().messageType()).isEqualTo(MessageType.UPDATE);
        assertThat(cancel.alert().messageType()).isEqualTo(MessageType.CANCEL);
        assertThat(update.alert().references().getFirst().names(first)).isTrue();
        assertThat(cancel.alert().references().getFirst().names(first)).isTrue();
        assertThat(cancel.alert().note()).contains("EXERCISE", "wrong");
    }
}
