package waywarden.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NgramBaselineTest {

    @Test
    void cutsSpacedWordsIntoPiecesAndUnspacedOnesIntoCharacters() {
        // "ab": the word, " a" "ab" "b ", " ab" "ab ", " ab ".
        assertThat(Ngrams.of("ab", 0)).hasSize(7).doesNotHaveDuplicates();
        // 你好吗: three single characters, two pairs, one of three.
        assertThat(Ngrams.of("你好吗", 0)).hasSize(6).doesNotHaveDuplicates();
        assertThat(Ngrams.of("  … !", 0)).isEmpty();
    }

    @Test
    void hearsTheSameWordInAnyCaseAndWidth() {
        assertThat(Ngrams.of("VISA", 0)).isEqualTo(Ngrams.of("ｖｉｓａ", 0));
    }

    @Test
    void keepsTheSpeakersApart() {
        long[] contact = Ngrams.of("the same words", 0);
        assertThat(Ngrams.of("the same words", 1)).doesNotContain(contact);
    }

    @Test
    void scoresAGrowingConversationAsItWouldTheWhole() {
        List<long[]> documents = List.of(
                Ngrams.of("brim lomar veshti", 0),
                Ngrams.of("brim lomar tol", 0),
                Ngrams.of("brim cadun orepi", 0),
                Ngrams.of("brim cadun tol", 0));
        NgramModel model = NgramModel.fit(documents, new boolean[] {true, true, false, false}, 10);
        NgramModel.Growing growing = model.growing();
        assertThat(growing.probability()).isCloseTo(model.probability(new long[0]), within(1e-12));
        long[] soFar = new long[0];
        for (String message : List.of("brim lomar", "lomar tol", "cadun", "unheard of")) {
            long[] grams = Ngrams.of(message, 0);
            growing.add(grams);
            soFar = Arrays.copyOf(soFar, soFar.length + grams.length);
            System.arraycopy(grams, 0, soFar, soFar.length - grams.length, grams.length);
            assertThat(growing.probability()).isCloseTo(model.probability(soFar), within(1e-9));
        }
    }

    @Test
    void tellsConversationsApartByTheirWords() {
        List<Labelled> pairs = Samples.pairs(10);
        for (NgramBaseline baseline : List.of(NgramBaseline.plain(), NgramBaseline.withAlarmChosen())) {
            Detector.Fitted fitted = baseline.fit(pairs.subList(4, pairs.size()), 1);
            for (Labelled unseen : pairs.subList(0, 4)) {
                Reading reading = fitted.read(unseen.conversation());
                assertThat(reading.probability() >= fitted.threshold()).isEqualTo(unseen.approach());
            }
        }
    }

    @Test
    void choosesAnAlarmThatOrdinaryOpeningsDoNotRaise() {
        List<Labelled> pairs = Samples.pairs(10);
        Detector.Fitted fitted = NgramBaseline.withAlarmChosen().fit(pairs.subList(4, pairs.size()), 1);
        assertThat(pairs.subList(0, 4))
                .allSatisfy(
                        unseen -> assertThat(fitted.read(unseen.conversation()).alarmAt() != null)
                                .isEqualTo(unseen.approach()));
    }

    @Test
    void choosesTheThresholdWithTheBestF1() {
        double threshold = Thresholds.best(new double[] {0.1, 0.6, 0.7, 0.8}, new boolean[] {false, false, true, true});
        assertThat(threshold).isCloseTo(0.65, within(1e-12));
    }

    /// The probe sees no words: with all else alike it can only guess.
    @Test
    void probesShortcutsWithoutReadingAWord() {
        List<Labelled> pairs = Samples.pairs(10);
        Detector.Fitted fitted = new ShortcutProbe().fit(pairs.subList(4, pairs.size()), 1);
        Reading approach = fitted.read(pairs.get(0).conversation());
        Reading ordinary = fitted.read(pairs.get(1).conversation());
        assertThat(approach.scores()).isEqualTo(ordinary.scores());
    }
}
