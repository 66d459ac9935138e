package waywarden.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapWriter;
import waywarden.advisory.cap.Rule;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.template.Template;
import waywarden.advisory.template.Templates;
import waywarden.indicator.IndicatorCatalog;

class TemplatesTest {

    static List<Template> templates() {
        return Templates.all();
    }

    @Test
    void coversThePatternsThatPeopleMeet() {
        assertThat(Templates.ids())
                .contains(
                        "staged-approach",
                        "paid-consultancy",
                        "academic-invitation",
                        "dream-job",
                        "romance",
                        "found-device",
                        "border-interview",
                        "photo-micro-jobs");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void makesAWarningThatHoldsToOurProfile(Template template) {
        Alert alert = Warnings.draft("w-1", Warnings.SENT, List.of(Warnings.place("FR")), List.of("energy"), null)
                .from(template);

        var checked = CheckedWarning.of(CapReader.read(CapWriter.write(alert)), null, Issuers.NONE);

        assertThat(checked.findings()).allMatch(finding -> finding.rule() == Rule.UNSIGNED);
        assertThat(checked.accepted()).isTrue();
        assertThat(alert.infos()).extracting(Alert.Info::language).containsExactly("en", "zh");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void isWholeAndReadableInBothLanguages(Template template) {
        assertThat(template.words().keySet()).contains("en", "zh");
        assertThat(template.indicators()).isNotEmpty();
        assertThat(template.indicators())
                .allMatch(id -> IndicatorCatalog.bundled().find(id).isPresent());
        template.words().forEach((language, words) -> {
            assertThat(words.headline().length()).isLessThanOrEqualTo(80);
            assertThat(words.happens().length()).isBetween(60, 600);
            assertThat(words.ask().size()).isBetween(3, 5);
            assertThat(words.does().size()).isBetween(3, 5);
            assertThat(words.doNot().size()).isBetween(3, 5);
            assertThat(words.tell()).isNotBlank();
            if (language.equals("zh")) assertThat(words.happens()).doesNotContain(" ");
        });
        String happens = Objects.requireNonNull(template.words().get("en")).happens();
        int sentences = happens.split("[.:!?] ", -1).length;
        int words = happens.split("\\s+", -1).length;
        assertThat(words / sentences).as("words a sentence").isLessThanOrEqualTo(24);
    }
}
