package waywarden.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldsTest {

    private static final Path CORPUS = Path.of(System.getProperty("waywarden.root"), "corpus");

    @Test
    void keepsBothHalvesOfEveryPairOfTheCorpusInOneFold() throws Exception {
        List<Labelled> corpus = LabelledFiles.read(List.of(CORPUS));
        Map<String, Integer> foldOf = new HashMap<>();
        List<List<Labelled>> folds = Folds.byPair(corpus, 5, 1);
        for (int f = 0; f < folds.size(); f++) {
            for (Labelled labelled : folds.get(f))
                foldOf.put(labelled.conversation().id(), f);
        }
        assertThat(foldOf).hasSize(corpus.size());
        assertThat(corpus).anySatisfy(labelled -> assertThat(labelled.pair()).isNotNull());
        assertThat(corpus)
                .filteredOn(labelled -> labelled.pair() != null && foldOf.containsKey(labelled.pair()))
                .hasSizeGreaterThan(corpus.size() / 2)
                .allSatisfy(labelled -> assertThat(foldOf.get(labelled.pair()))
                        .isEqualTo(foldOf.get(labelled.conversation().id())));
    }

    @Test
    void neverTestsWhatItsOwnTrainingPartHolds() {
        List<Labelled> corpus = Samples.pairs(12);
        List<Plan> plans = List.of(
                Plan.crossValidation(corpus, 5, 1),
                Plan.leaveOneFileOut(corpus),
                Plan.leaveOneLanguageOut(corpus),
                Plan.learningCurve(corpus, 5, 1, List.of(0.25, 1.0)));
        for (Plan plan : plans) {
            for (Plan.Split split : plan.splits()) {
                Set<String> trained = new HashSet<>(
                        split.training().stream().map(Labelled::group).toList());
                assertThat(split.test()).isNotEmpty().noneMatch(labelled -> trained.contains(labelled.group()));
            }
        }
    }

    @Test
    void refusesASplitThatLeaks() {
        List<Labelled> pair = Samples.pairs(1).subList(0, 2);
        assertThatThrownBy(() -> new Plan.Split("all", pair.subList(0, 1), pair.subList(1, 2)))
                .hasMessageContaining("in training and test");
    }

    @Test
    void sharesLanguagesOutEvenly() {
        for (List<Labelled> fold : Folds.byPair(Samples.pairs(10), 5, 3)) {
            assertThat(fold).hasSize(8);
            assertThat(fold)
                    .filteredOn(labelled -> "zh".equals(labelled.conversation().lang()))
                    .hasSize(4);
        }
    }

    @Test
    void dealsOtherwiseForAnotherSeed() {
        assertThat(Folds.byPair(Samples.pairs(10), 5, 1))
                .isEqualTo(Folds.byPair(Samples.pairs(10), 5, 1))
                .isNotEqualTo(Folds.byPair(Samples.pairs(10), 5, 2));
    }

    @Test
    void growsTheLearningCurveByAddingPairs() {
        List<Plan.Split> splits =
                Plan.learningCurve(Samples.pairs(10), 2, 1, List.of(0.5, 1.0)).splits();
        assertThat(splits.get(0).training()).hasSize(10);
        assertThat(splits.get(2).training())
                .hasSize(20)
                .containsAll(splits.get(0).training());
        assertThat(splits.get(0).setting()).isNotEqualTo(splits.get(2).setting());
    }
}
