package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.evaluation.Labelled;
import waywarden.evaluation.LabelledFiles;
import waywarden.screening.Screener;
import waywarden.screening.Screening.Screened;

/// The second promise: the same conversation with other names and other countries gives the same result.
class NeutralityTest {

    /// Of all results at most this share may change.
    private static final double TOLERANCE = 0.01;

    private static final Path CORPUS =
            Path.of(System.getProperty("waywarden.root", "..")).resolve("corpus");

    /// Given names in Latin script, from many places; each is replaced by one from elsewhere in the list.
    private static final List<String> NAMES = List.of(
            "Anna", "Ahmed", "Mei", "John", "Fatima", "Ivan", "Priya", "Carlos", "Yuki", "Sofia", "Omar", "Elena",
            "David", "Aisha", "Peter", "Ling", "Maria", "Hassan", "Claire", "Viktor", "Lena", "Raj", "Marta", "Ali",
            "Sarah", "Dmitri", "Grace", "Kenji", "Laura", "Tariq", "Nina", "Paul", "Olga", "Daniel", "Samira", "Tom",
            "Vivian", "Leo", "Karim", "Eva", "Marco", "Linda", "Jan", "Emma", "Alex", "Rosa", "Felix", "Nadia");

    private final Screener screener = Screener.bundled();

    @Test
    void otherNamesGiveTheSameResult() throws IOException {
        assertThat(shareChanged(shifted(NAMES, 17))).isLessThanOrEqualTo(TOLERANCE);
    }

    @Test
    void otherCountriesGiveTheSameResult() throws IOException {
        Map<String, String> swaps = new HashMap<>();
        for (String language : List.of("en", "zh", "ru", "es", "fr", "de", "ar")) {
            swaps.putAll(shifted(countriesIn(Locale.forLanguageTag(language)), 101));
        }
        swaps.putAll(shifted(
                List.of(
                        "Chinese",
                        "American",
                        "British",
                        "Russian",
                        "German",
                        "French",
                        "Indian",
                        "Japanese",
                        "Korean",
                        "Turkish",
                        "Iranian",
                        "Israeli",
                        "Polish",
                        "Swedish",
                        "Brazilian",
                        "Egyptian",
                        "Vietnamese"),
                5));
        assertThat(shareChanged(swaps)).isLessThanOrEqualTo(TOLERANCE);
    }

    private static List<String> countriesIn(Locale language) {
        TreeSet<String> names = new TreeSet<>();
        for (String country : Locale.getISOCountries()) {
            names.add(Locale.of("", country).getDisplayCountry(language));
        }
        return new ArrayList<>(names);
    }

    private static Map<String, String> shifted(List<String> words, int by) {
        Map<String, String> swaps = new HashMap<>();
        for (int i = 0; i < words.size(); i++) swaps.put(words.get(i), words.get((i + by) % words.size()));
        return swaps;
    }

    private double shareChanged(Map<String, String> swaps) throws IOException {
        List<String> words = new ArrayList<>(swaps.keySet());
        words.sort((a, b) -> b.length() - a.length());
        Pattern any = Pattern.compile("(?<![\\p{L}&&[^\\p{IsHan}]])("
                + String.join("|", words.stream().map(Pattern::quote).toList()) + ")(?![\\p{L}&&[^\\p{IsHan}]])");
        int touched = 0;
        int changed = 0;
        for (Labelled labelled : LabelledFiles.read(List.of(CORPUS))) {
            Conversation swapped = swapped(labelled.conversation(), any, swaps);
            if (swapped.equals(labelled.conversation())) continue;
            touched++;
            Screened before = (Screened) screener.screen(labelled.conversation());
            Screened after = (Screened) screener.screen(swapped);
            if (before.concern() != after.concern() || before.phase() != after.phase()) changed++;
        }
        System.out.printf(Locale.ROOT, "neutrality: %d of %d results changed%n", changed, touched);
        assertThat(touched).as("conversations that hold such a word").isGreaterThan(30);
        return changed / (double) touched;
    }

    private static Conversation swapped(Conversation conversation, Pattern any, Map<String, String> swaps) {
        List<Message> messages = conversation.messages().stream()
                .map(message -> new Message(
                        message.at(),
                        message.from(),
                        any.matcher(message.text())
                                .replaceAll(found -> Matcher.quoteReplacement(swaps.getOrDefault(found.group(), ""))),
                        message.place()))
                .toList();
        return new Conversation(
                conversation.id(),
                conversation.source(),
                conversation.contact(),
                conversation.channel(),
                conversation.lang(),
                messages);
    }
}
