package waywarden.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import waywarden.evaluation.RegisterMeasure.FalseHits;
import waywarden.evaluation.RegisterMeasure.Found;
import waywarden.register.Register.Sensitivity;
import waywarden.testkit.SharedData;

/// Holds what docs/register.md promises of copies, near-copies and ordinary messages.
class RegisterMeasureTest {

    @Test
    void copiesAreFoundAgainAndParaphrasesOftenNot() throws IOException {
        List<Found> found = RegisterMeasure.ofStandIns(1).recall(Sensitivity.DEFAULT);

        assertThat(row(found, "copy of 40 words").copy().value()).isGreaterThan(0.98);
        assertThat(row(found, "copy of 20 words").copy().value()).isGreaterThan(0.95);
        assertThat(row(found, "numerals in words or other digits").copy().value())
                .isGreaterThan(0.97);
        assertThat(row(found, "look-alike letters, hidden characters").copy().value())
                .isGreaterThan(0.97);
        assertThat(row(found, "re-typed, 2 % of letters wrong").copy().value()).isGreaterThan(0.97);
        assertThat(row(found, "scanned, 5 % of letters wrong").copy().value()).isGreaterThan(0.9);
        assertThat(row(found, "every 5th word another").any().value()).isGreaterThan(0.7);
        Found paraphrase = row(found, "paragraph paraphrased by hand");
        assertThat(paraphrase.copy().value()).isLessThan(0.1);
        assertThat(paraphrase.any().value()).isGreaterThan(0.3);
    }

    private static Found row(List<Found> rows, String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void ordinaryMessagesHitLessThanOnceInTenThousand() throws IOException {
        List<Path> ordinary = List.of(
                SharedData.at("benign/aeslc-train-2000.jsonl"),
                SharedData.at("benign/slack-clojurians-elmlang.jsonl"),
                SharedData.at("benign/kdconv-dev.jsonl"));
        FalseHits hits = RegisterMeasure.ofStandIns(1).falseHits(ordinary, Sensitivity.DEFAULT);
        assertThat(hits.messages()).isGreaterThan(10_000);
        assertThat(hits.any()).isLessThanOrEqualTo(hits.messages() / 10_000);
    }
}
