package waywarden.head;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What the countries are called, so that no model learns from it: approaches are judged, never peoples.
public final class CountryNames {

    /// The languages that the lexicon and the corpus are written in.
    public static final List<String> LANGUAGES = List.of("en", "zh", "ru", "es", "fr", "de", "ar");

    private CountryNames() {}

    /// Every country of ISO 3166-1 in one language, some of them alike.
    public static List<String> in(String language) {
        Locale reader = Locale.forLanguageTag(language);
        return Stream.of(Locale.getISOCountries())
                .map(country -> Locale.of("", country).getDisplayCountry(reader))
                .toList();
    }
}
