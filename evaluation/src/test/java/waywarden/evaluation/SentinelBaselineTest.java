package waywarden.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentinelBaselineTest {

    @Test
    void measuresSkewnessAsG1() {
        // Mean 2, second moment 1.5, third 1.5: 1.5 / 1.5^1.5.
        assertThat(SentinelBaseline.skewness(new double[] {1, 1, 2, 4}))
                .isCloseTo(1.5 / Math.pow(1.5, 1.5), within(1e-12));
        assertThat(SentinelBaseline.skewness(new double[] {1, 2, 3})).isCloseTo(0, within(1e-12));
        assertThat(SentinelBaseline.skewness(new double[] {1, 9})).isEqualTo(0);
    }

    @Test
    void averagesTheThreeMostTelling() {
        assertThat(SentinelBaseline.topMean(new double[] {0.1, 0.9, 0.5, 0.7})).isCloseTo(0.7, within(1e-12));
        assertThat(SentinelBaseline.topMean(new double[] {})).isEqualTo(0);
    }

    @Test
    void cutsWordsIntoTheLongestPiecesTheVocabularyHas() {
        WordPiece wordPiece = new WordPiece(
                vocabulary("[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", ",", "好", "[", "]", "sep"), 20);
        assertThat(wordPiece.tokens("Unaffable,")).containsExactly(1, 3, 4, 5, 6, 2);
        assertThat(wordPiece.tokens("únaffable好好")).containsExactly(1, 3, 4, 5, 7, 7, 2);
        assertThat(wordPiece.tokens("unknowable")).containsExactly(1, 0, 2);
        assertThat(wordPiece.tokens("[SEP]")).containsExactly(1, 8, 10, 9, 2);
        assertThat(wordPiece.tokens("un ".repeat(40))).hasSize(20);
    }

    @Test
    void encodesMeaningNotWords(@TempDir Path folder) throws Exception {
        try (SentenceVectors vectors = SentenceVectors.in(folder, SentenceModel.MINI_LM)) {
            float[] asked = vectors.of("Could you send me the internal test report?");
            float[] alike = vectors.of("Please forward your company's confidential results.");
            float[] other = vectors.of("My grandmother bakes the best apple cake.");
            assertThat(dot(asked, asked)).isCloseTo(1, within(1e-5));
            assertThat(dot(asked, alike)).isGreaterThan(dot(asked, other) + 0.2);
        }
    }

    @Test
    void remembersVectorsButNoText(@TempDir Path folder) throws Exception {
        String text = "a sentence that must not reach the disk";
        float[] first;
        try (SentenceVectors vectors = SentenceVectors.in(folder, SentenceModel.MINI_LM)) {
            first = vectors.of(text);
        }
        List<Path> files = new ArrayList<>();
        try (var listed = Files.list(folder)) {
            listed.forEach(files::add);
        }
        assertThat(files).hasSize(1);
        byte[] bytes = Files.readAllBytes(files.getFirst());
        assertThat(bytes).hasSize(16 + 4 * SentenceModel.MINI_LM.dimensions());
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("sentence");
        // A record that a crash cut short is neither read nor in the way.
        Files.write(files.getFirst(), new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);
        try (SentenceVectors vectors = SentenceVectors.in(folder, SentenceModel.MINI_LM)) {
            assertThat(vectors.of(text)).isEqualTo(first).isEqualTo(vectors.afresh(text));
            vectors.of("another");
        }
        try (SentenceVectors vectors = SentenceVectors.in(folder, SentenceModel.MINI_LM)) {
            assertThat(vectors.of("another")).isEqualTo(vectors.afresh("another"));
        }
        assertThat(Files.size(files.getFirst())).isEqualTo(2L * bytes.length);
    }

    @Test
    void findsApproachesByTheirNearestExamples(@TempDir Path folder) throws Exception {
        List<Labelled> training = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            training.add(Samples.labelled(
                    "a" + i,
                    "b" + i,
                    true,
                    "en",
                    List.of(
                            "Please send me the internal report number " + i,
                            "no",
                            "We pay for secret data, contract " + i)));
            training.add(Samples.labelled(
                    "b" + i,
                    "a" + i,
                    false,
                    "en",
                    List.of("The lake was lovely on day " + i, "no", "My cat had kittens, all " + i + " of them")));
        }
        try (SentenceVectors vectors = SentenceVectors.in(folder, SentenceModel.MINI_LM)) {
            Detector.Fitted fitted = SentinelBaseline.both(vectors).getLast().fit(training, 1);
            Reading asks = fitted.read(Samples.labelled(
                            "x",
                            null,
                            true,
                            "en",
                            List.of("Send the confidential figures", "no", "You will be paid for the data"))
                    .conversation());
            Reading chats = fitted.read(Samples.labelled(
                            "y", null, false, "en", List.of("We swam in the lake", "no", "The dog slept all day"))
                    .conversation());
            assertThat(asks.probability()).isGreaterThan(fitted.threshold());
            assertThat(chats.probability()).isLessThan(fitted.threshold());
            assertThat(chats.alarmAt()).isNull();
            assertThat(fitted.readAfresh(training.getFirst().conversation()))
                    .isEqualTo(fitted.read(training.getFirst().conversation()));
        }
    }

    private static Map<String, Integer> vocabulary(String... tokens) {
        Map<String, Integer> vocabulary = new HashMap<>();
        for (String token : tokens) vocabulary.put(token, vocabulary.size());
        return vocabulary;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
