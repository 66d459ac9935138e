package waywarden.training;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import waywarden.head.Grams;
import waywarden.indicator.NormalText;

/// Grams that name a country, in the languages of the corpus: no head may learn them, since it is approaches that are
/// judged and never peoples.
final class Neutral {

    private static final List<String> LANGUAGES =
            List.of("en", "zh", "ru", "es", "fr", "de", "ar", "it", "ja", "ko", "pt", "tr");

    private Neutral() {}

    /// The grams that span a whole country's name. Those of a part of it, such as "new" or "south", stay.
    static Set<Integer> grams() {
        Set<Integer> grams = new HashSet<>();
        for (String language : LANGUAGES) {
            for (String country : Locale.getISOCountries()) {
                String name = Locale.of("", country).getDisplayCountry(Locale.forLanguageTag(language));
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
