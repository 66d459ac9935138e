package waywarden.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waywarden.conversation.WaywardenException;
import waywarden.indicator.NormalText;

class ConceptsTest {

    private static final String LEXICON = """
            # a comment
            drawing
              en drawing*, floor plan
              zh 图纸, 图
              de zeichnung*
              ar مخطط*
            send
              en send, sent
              zh 发给
              fr envoie*
            sender
              en sender*, send
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            send the drawings         | send drawing
            SENT: Drawing!            | send drawing
            he was sending it         |
            the senders               | sender
            a floor plan of hall 3    | drawing
            a floor is no plan        |
            把图纸发给我                | drawing send
            把圖紙發給我                | drawing send
            地图                       | drawing
            Die Zeichnungen           | drawing
            envoié                    | send
            والمخططات                 | drawing
            """)
    void wordsStandForTheirConcept(String text, String concepts) throws IOException {
        assertThat(String.join(" ", read(LEXICON, text))).isEqualTo(concepts == null ? "" : concepts);
    }

    @Test
    void aLineThatIsNeitherSaysWhere() {
        assertThatThrownBy(() -> Concepts.parse(new StringReader("  en word")))
                .isInstanceOf(WaywardenException.class)
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> Concepts.parse(new StringReader("drawing\n  english drawing")))
                .isInstanceOf(WaywardenException.class)
                .hasMessageContaining("line 2");
    }

    /// The second promise: no nation is a concept.
    @Test
    void noCountryIsAConcept() throws IOException {
        List<String> found = new ArrayList<>();
        for (String language : CountryNames.LANGUAGES) {
            for (String name : CountryNames.in(language)) {
                String folded = NormalText.of(name).folded();
                if (name.length() < 2 || folded.equals("reunion")) continue;
                int whole = folded.length();
                concepts(Concepts.bundled(), name, (concept, start, end) -> {
                    if (end - start == whole) found.add(language + " " + name);
                });
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theLexiconHasEveryConceptInEveryLanguage() throws IOException {
        Map<String, List<String>> languages = new TreeMap<>();
        String concept = "";
        for (String line : Files.readAllLines(Path.of("src/main/resources/concepts/concepts.txt"))) {
            if (line.isBlank() || line.startsWith("#")) continue;
            if (line.startsWith(" ")) {
                languages
                        .computeIfAbsent(concept, key -> new ArrayList<>())
                        .add(line.strip().substring(0, 2));
            } else {
                concept = line;
            }
        }
        assertThat(languages).hasSizeGreaterThan(300);
        assertThat(languages.values())
                .allSatisfy(found -> assertThat(found).containsExactly("en", "zh", "ru", "es", "fr", "de", "ar"));
    }

    private static List<String> read(String lexicon, String text) throws IOException {
        Map<Integer, String> names = new TreeMap<>();
        for (String name : List.of("drawing", "send", "sender")) names.put(Concepts.nameOf(name), name);
        List<String> found = new ArrayList<>();
        try (Reader reader = new StringReader(lexicon)) {
            concepts(Concepts.parse(reader), text, (concept, start, end) -> found.add(names.get(concept)));
        }
        return found;
    }

    private static void concepts(Concepts lexicon, String text, Concepts.Sink sink) {
        String folded = NormalText.of(text).folded();
        int at = 0;
        while (at < folded.length()) {
            char c = folded.charAt(at);
            if (Grams.isHan(c)) at = Math.max(at + 1, lexicon.han(folded, at, folded.length(), sink));
            else if (Character.isLetterOrDigit(c)) {
                at = lexicon.word(folded, at, Grams.wordEnd(folded, at, folded.length()), sink);
            } else at++;
        }
    }
}
