package waywarden.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import waywarden.head.CountryNames;
import waywarden.head.Grams;
import waywarden.indicator.NormalText;

/// Grams that name a country, in the languages of the corpus and some more: no head may learn them, since
/// approaches are judged and never peoples.
final class Neutral {

    /// Not of the corpus, but met in it.
    private static final List<String> MORE_LANGUAGES = List.of("it", "ja", "ko", "pt", "tr");

    private Neutral() {}

    /// The grams that span a whole country's name. Those of a part of it, such as "new" or "south", stay.
    static Set<Integer> grams() {
        Set<Integer> grams = new HashSet<>();
        Stream<String> languages = Stream.concat(CountryNames.LANGUAGES.stream(), MORE_LANGUAGES.stream());
        for (String language : languages.toList()) {
            for (String name : CountryNames.in(language)) {
                NormalText text = NormalText.of(name);
                int length = text.folded().length();
                Grams.of(text, (hash, start, end) -> {
                    if (end - start == length && length > 1) grams.add(hash);
                });
            }
        }
        return grams;
    }
}
