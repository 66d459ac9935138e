package waywarden.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import waywarden.indicator.Indicator.Example;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.indicator.Indicator.Turn;

/// Runs every example of every indicator file: hits match exactly the marked words, misses stay quiet.
class IndicatorExamplesTest {

    private final IndicatorCatalog catalog = IndicatorCatalog.bundled();
    private final IndicatorMatcher matcher = catalog.matcher();

    @TestFactory
    Stream<DynamicContainer> examples() {
        return catalog.all().stream().map(indicator -> dynamicContainer(indicator.id(), examplesOf(indicator)));
    }

    private List<DynamicNode> examplesOf(Indicator indicator) {
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(dynamicTest("is whole", () -> checkWhole(indicator)));
        forEach(indicator.hits(), (name, example) -> tests.add(dynamicTest(name, () -> checkHit(indicator, example))));
        forEach(
                indicator.misses(),
                (name, example) -> tests.add(dynamicTest(name, () -> checkMiss(indicator, example))));
        return tests;
    }

    private interface ExampleTest {
        void of(String name, Example example);
    }

    private static void forEach(Map<String, List<Example>> examples, ExampleTest test) {
        examples.forEach((language, list) -> {
            for (int i = 0; i < list.size(); i++) test.of(language + " " + (i + 1), list.get(i));
        });
    }

    private static void checkWhole(Indicator indicator) {
        for (Map<String, String> texts :
                List.of(indicator.says(), indicator.lookAlike(), indicator.check(), indicator.advice())) {
            assertThat(texts).as("texts").containsKeys("en", "zh");
        }
        assertThat(indicator.readBy()).as("read-by").isNotEmpty();
        assertThat(indicator.sources()).as("sources").isNotEmpty();
        if (!indicator.readBy().contains(ReadBy.WORDS)) {
            assertThat(indicator.when()).as("when").isEmpty();
            return;
        }
        assertThat(indicator.when()).as("when").containsKeys("en", "zh");
        for (String language : indicator.when().keySet()) {
            assertThat(indicator.hits().getOrDefault(language, List.of()))
                    .as("hits in " + language)
                    .hasSizeGreaterThanOrEqualTo(3);
            assertThat(indicator.misses().getOrDefault(language, List.of()))
                    .as("misses in " + language)
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    private void checkHit(Indicator indicator, Example example) {
        String marked = example.turns().getLast().text();
        int start = marked.indexOf("[[");
        int end = marked.indexOf("]]") - 2;
        assertThat(start).as("the evidence is in double brackets").isNotNegative();
        assertThat(matches(indicator, example)).as(marked).containsExactly(new Match(indicator.id(), start, end));
    }

    private void checkMiss(Indicator indicator, Example example) {
        assertThat(matches(indicator, example))
                .as(example.turns().getLast().text())
                .isEmpty();
    }

    /// What the last turn shows of this indicator.
    private List<Match> matches(Indicator indicator, Example example) {
        IndicatorMatcher.Memory memory = IndicatorMatcher.Memory.EMPTY;
        List<Match> matches = List.of();
        for (int i = 0; i < example.turns().size(); i++) {
            Turn turn = example.turns().get(i);
            // A single turn without a speaker is said by whoever shows the indicator.
            var from = example.turns().size() == 1 ? indicator.from() : turn.from();
            NormalText text = NormalText.of(turn.text().replace("[[", "").replace("]]", ""));
            IndicatorMatcher.Result result = matcher.match(memory, i, from, text);
            matches = result.matches();
            memory = result.memory();
        }
        return matches.stream()
                .filter(match -> match.indicator().equals(indicator.id()))
                .toList();
    }
}
