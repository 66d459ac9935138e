package waywarden.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhraseTest {

    @Test
    void beginsWithTheNextWordWhereALeadingOptionalIsLeftOut() {
        assertThat(found("(you)? need not call", "Need not call them")).isEqualTo("need not call");
        assertThat(found("(you)? need not call", "so you need not call them")).isEqualTo("you need not call");
        assertThat(found("(you)? need not call", "No need not calling")).isNull();
        assertThat(found("(你)?不用查", "其实不用查")).isEqualTo("不用查");
    }

    @Test
    void keepsTheWordBeforeAGapWhole() {
        assertThat(found("can .. help", "I can surely help")).isEqualTo("can surely help");
        assertThat(found("can .. help", "the canal needs help")).isNull();
        assertThat(found("想..认识", "想跟你认识")).isEqualTo("想跟你认识");
    }

    /// A space beside an anchor says that a word begins or ends there.
    @Test
    void saysOfItsAnchorsWhereTheyMustBeginAndEndAWord() {
        assertThat(anchors("we pay cash")).containsExactlyInAnyOrder(" cash ", " we ", " pay ");
        assertThat(anchors("pay* (cash|in gold)")).containsExactlyInAnyOrder(" cash ", " gold ", " pay");
        assertThat(anchors("(al)?word")).containsExactlyInAnyOrder("word ");
        assertThat(anchors("(the)? word now")).containsExactlyInAnyOrder("word ", " now ");
        assertThat(anchors("can (you)? help")).containsExactlyInAnyOrder(" help ", " can ");
        assertThat(anchors("can (you)?help")).containsExactlyInAnyOrder("help ", " can ");
        assertThat(anchors("can(not)? help")).containsExactlyInAnyOrder(" help ", " can");
        assertThat(anchors("can .. help (me)?")).containsExactlyInAnyOrder(" help ", " can ");
        assertThat(anchors("加wechat 聊")).containsExactlyInAnyOrder("加wechat", "聊");
        assertThat(anchors("(wechat|微信)* now")).containsExactlyInAnyOrder(" now ", " wechat", " 微信");
    }

    private static List<String> anchors(String phrase) {
        return Phrase.of(phrase).anchors().stream().flatMap(List::stream).toList();
    }

    /// Wherever its regular expression finds a phrase, its anchors let it be tried, and it is found
    /// there and nowhere else though it is tried only where it can begin.
    @Test
    void isTriedWhereverItIsFound() {
        List<String> phrases = List.of(
                "we pay cash",
                "pay* (cash|in gold)",
                "(al)?word",
                "(the)? word now",
                "can (you)? help",
                "can (you)?help",
                "can(not)? help",
                "can .. help (me)?",
                "加wechat 聊",
                "(微信|wechat) now",
                "想..认识",
                "# (eur)?",
                "(don't|no) x",
                "$ now",
                "(al|(you)? help|3)* now",
                "# cash",
                "加",
                "𠀀x");
        List<String> pieces = List.of(
                "we",
                "pay",
                "cash",
                "al",
                "word",
                "the",
                "now",
                "can",
                "you",
                "not",
                "help",
                "me",
                "加",
                "wechat",
                "聊",
                "微信",
                "想",
                "认识",
                "3",
                "eur",
                "don't",
                "no",
                "x",
                "$",
                " ",
                " ",
                " ",
                ", ",
                "-",
                ".",
                "\ud83d\ude00",
                "𠀀",
                "é");
        Anchors.Builder builder = new Anchors.Builder();
        phrases.forEach(phrase -> builder.add(Phrase.of(phrase).anchors()));
        Anchors anchors = builder.build();
        List<Phrase> all = phrases.stream().map(Phrase::of).toList();
        List<Pattern> patterns = all.stream().map(Phrase::pattern).toList();
        Random random = new Random(5);
        int found = 0;
        for (int text = 0; text < 100_000; text++) {
            StringBuilder said = new StringBuilder();
            for (int left = 1 + random.nextInt(6); left > 0; left--) {
                said.append(pieces.get(random.nextInt(pieces.size())));
            }
            String folded = NormalText.of(said.toString()).folded();
            int[] candidates = anchors.candidates(folded);
            assertThat(candidates).isSorted().doesNotHaveDuplicates();
            for (int i = 0; i < phrases.size(); i++) {
                List<String> places = places(patterns.get(i), folded);
                assertThat(places(all.get(i), folded))
                        .as(phrases.get(i) + " in " + folded)
                        .isEqualTo(places);
                if (places.isEmpty()) continue;
                found++;
                assertThat(candidates).as(phrases.get(i) + " in " + folded).contains(i);
            }
        }
        assertThat(found).isGreaterThan(10_000);
    }

    private static List<String> places(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(place -> place.start() + "-" + place.end())
                .toList();
    }

    private static List<String> places(Phrase phrase, String text) {
        List<String> places = new ArrayList<>();
        phrase.find(text, (start, end) -> places.add(start + "-" + end));
        return places;
    }

    private static @Nullable String found(String phrase, String text) {
        String folded = NormalText.of(text).folded();
        String[] first = new String[1];
        Phrase.of(phrase).find(folded, (start, end) -> {
            first[0] = folded.substring(start, end);
            return false;
        });
        return first[0];
    }
}
