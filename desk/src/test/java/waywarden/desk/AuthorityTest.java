package waywarden.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Certainty;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.advisory.cap.Alert.Urgency;
import waywarden.advisory.template.Templates;
import waywarden.desk.Content.Place;
import waywarden.desk.Content.Sender;

class AuthorityTest {

    private static final Authority FRENCH_CHIPS =
            new Authority(Set.of("FR"), Set.of("semiconductors"), Severity.SEVERE);

    private static Alert alert(Place place, List<String> sectors, Severity severity) {
        Content filled = Content.of(Templates.all().getFirst(), false);
        return new Content(
                        filled.template(),
                        Urgency.EXPECTED,
                        severity,
                        Certainty.LIKELY,
                        false,
                        place,
                        sectors,
                        List.of(),
                        3,
                        "",
                        filled.texts())
                .alert(
                        "urn:uuid:1",
                        new Sender("desk@example.org", "Desk"),
                        OffsetDateTime.parse("2026-05-03T10:00:00Z"),
                        null);
    }

    private static Place in(String... countries) {
        return new Place("", false, List.of(countries), List.of(), List.of(), List.of());
    }

    @Test
    void mayWarnForWhatIsTheirs() {
        assertThat(FRENCH_CHIPS.beyond(alert(in("FR"), List.of("semiconductors"), Severity.SEVERE)))
                .isEmpty();
        assertThat(FRENCH_CHIPS.beyond(alert(in("FR"), List.of("semiconductors"), Severity.UNKNOWN)))
                .isEmpty();
        assertThat(Authority.FULL.beyond(alert(in("FR", "DE"), List.of(), Severity.EXTREME)))
                .isEmpty();
    }

    @Test
    void namesWhatIsNotTheirs() {
        assertThat(FRENCH_CHIPS.beyond(alert(in("FR", "DE"), List.of("semiconductors"), Severity.MINOR)))
                .containsExactly("DE");
        assertThat(FRENCH_CHIPS.beyond(alert(in("FR"), List.of("energy"), Severity.MINOR)))
                .containsExactly("energy");
        assertThat(FRENCH_CHIPS.beyond(alert(in("FR"), List.of(), Severity.MINOR)))
                .containsExactly("*");
        assertThat(FRENCH_CHIPS.beyond(alert(in("FR"), List.of("semiconductors"), Severity.EXTREME)))
                .containsExactly("EXTREME");
    }

    @Test
    void aPartAShapeAndTheWholeWorldAreBoundToo() {
        Place part = new Place("", false, List.of(), List.of("DE-BE"), List.of(), List.of());
        Place world = new Place("", true, List.of(), List.of(), List.of(), List.of());
        Place shape = new Place("", false, List.of(), List.of(), List.of("48.9,2.3 10"), List.of());
        List<String> chips = List.of("semiconductors");

        assertThat(FRENCH_CHIPS.beyond(alert(part, chips, Severity.MINOR))).containsExactly("DE");
        assertThat(FRENCH_CHIPS.beyond(alert(world, chips, Severity.MINOR))).containsExactly("001");
        assertThat(FRENCH_CHIPS.beyond(alert(shape, chips, Severity.MINOR))).containsExactly("?");
    }
}
