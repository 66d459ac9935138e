package waywarden.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Stay;

/// Where her warnings come from, and what they can be aimed by.
///
/// @param sources   in the order she named them
/// @param countries where she is and will be, ISO 3166-1
/// @param sectors   her lines of work
/// @param roles     what she does
/// @param exercises whether she takes part in exercises
/// @param issuers   file with the issuers she trusts; null for none
record Watch(
        List<Source> sources,
        List<String> countries,
        List<String> sectors,
        List<String> roles,
        boolean exercises,
        @Nullable String issuers) {

    static final Watch NOTHING = new Watch(List.of(), List.of(), List.of(), List.of(), false, null);

    Watch {
        sources = List.copyOf(sources);
        countries = List.copyOf(countries);
        sectors = List.copyOf(sectors);
        roles = List.copyOf(roles);
    }

    /// One source.
    ///
    /// @param where   a file, a folder or an address
    /// @param fetched when an address was last called, as shown; null where never
    /// @param said    how that went
    record Source(String where, @Nullable String fetched, List<String> said) {

        Source {
            said = List.copyOf(said);
        }

        boolean isAddress() {
            return where.toLowerCase(Locale.ROOT).matches("https?://.*");
        }

        String key() {
            return Keys.of(where);
        }

        /// Says nothing of whom she reads.
        @Override
        public String toString() {
            return "Source[" + key() + "]";
        }
    }

    Watch with(Source source) {
        List<Source> all = new ArrayList<>(sources);
        int at = -1;
        for (int i = 0; i < all.size(); i++) if (all.get(i).where.equals(source.where)) at = i;
        if (at >= 0) all.set(at, source);
        else all.add(source);
        return new Watch(all, countries, sectors, roles, exercises, issuers);
    }

    Watch without(String key) {
        List<Source> left =
                sources.stream().filter(source -> !source.key().equals(key)).toList();
        return new Watch(left, countries, sectors, roles, exercises, issuers);
    }

    /// As warnings are aimed at her.
    ///
    /// @param language of the page
    Person person(String language) {
        List<Stay> stays = countries.stream()
                .map(country -> new Stay(country, null, null, null, null))
                .toList();
        List<String> languages = language.equals("en") ? List.of("en") : List.of(language, "en");
        return new Person(stays, Set.copyOf(sectors), Set.copyOf(roles), Set.of(), languages, exercises);
    }

    /// Says nothing of her.
    @Override
    public String toString() {
        return "Watch[" + sources.size() + " sources]";
    }
}
