package waywarden.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import waywarden.evaluation.RegisterMeasure.FalseHits;
import waywarden.evaluation.RegisterMeasure.Found;
import waywarden.register.Register.Sensitivity;
import waywarden.testkit.SharedData;

/// Holds what docs/register.md promises of copies, near-copies and ordinary messages.
class RegisterMeasureTest {

    @Test
    void copiesAreFoundAgainAndParaphrasesOftenNot() throws IOException {
        Map<String, Found> found = RegisterMeasure.ofStandIns(1).recall(Sensitivity.DEFAULT).stream()
                .collect(Collectors.toMap(Found::name, row -> row));

        assertThat(found.get("copy of 40 words").copy().value()).isEqualTo(1);
        assertThat(found.get("copy of 20 words").copy().value()).isEqualTo(1);
        assertThat(found.get("numerals in words or other digits").copy().value())
                .isGreaterThan(0.97);
        assertThat(found.get("look-alike letters, hidden characters").copy().value())
                .isGreaterThan(0.97);
        assertThat(found.get("re-typed, 2 % of letters wrong").copy().value()).isGreaterThan(0.97);
        assertThat(found.get("scanned, 5 % of letters wrong").copy().value()).isGreaterThan(0.9);
        assertThat(found.get("every 5th word another").any().value()).isGreaterThan(0.7);
        Found paraphrase = found.get("paragraph paraphrased by hand");
        assertThat(paraphrase.copy().value()).isLessThan(0.1);
        assertThat(paraphrase.any().value()).isGreaterThan(0.3);
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
