package waywarden.advisory.signature;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;

/// Somebody whose warnings are trusted: who they are, by which keys, and what they may warn for.
///
/// @param name      shown to the reader
/// @param senders   what they may write as `sender`
/// @param keys      fingerprints of their keys
/// @param countries they may warn for, as ISO 3166-1; empty for all
/// @param sectors   they may warn; empty for all
public record Issuer(String name, Set<String> senders, Set<String> keys, Set<String> countries, Set<String> sectors) {

    public Issuer {
        senders = Set.copyOf(senders);
        keys = keys.stream()
                .map(key -> key.replace(":", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        countries = Set.copyOf(countries);
        sectors = Set.copyOf(sectors);
    }

    /// Countries and sectors of the alert that are none of this issuer's; a place without a country
    /// code counts as one.
    List<String> beyond(Alert alert) {
        TreeSet<String> beyond = new TreeSet<>();
        Targets targets = Targets.of(alert);
        if (!countries.isEmpty()) {
            beyond.addAll(targets.countries());
            beyond.removeAll(countries);
            if (targets.hasPlaceWithoutCountry()) beyond.add("?");
        }
        if (!sectors.isEmpty()) {
            Set<String> named = targets.sectors();
            if (named.isEmpty()) beyond.add("*");
            beyond.addAll(
                    named.stream().filter(sector -> !sectors.contains(sector)).toList());
        }
        return List.copyOf(beyond);
    }
}
