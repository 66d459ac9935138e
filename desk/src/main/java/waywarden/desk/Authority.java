package waywarden.desk;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.Severity;

/// What an issuer may warn for.
///
/// @param countries ISO 3166-1; empty for all
/// @param sectors   empty for all
/// @param highest   severity; null for any
public record Authority(
        Set<String> countries,
        Set<String> sectors,
        @Nullable Severity highest) {

    public static final Authority FULL = new Authority(Set.of(), Set.of(), null);

    public Authority {
        countries = Set.copyOf(countries);
        sectors = Set.copyOf(sectors);
    }

    /// What of a warning is none of this issuer's: countries, sectors, a severity. A place without a
    /// country, and a warning for all sectors where not all are the issuer's, count too.
    public List<String> beyond(Alert alert) {
        TreeSet<String> beyond = new TreeSet<>();
        Targets targets = Targets.of(alert);
        if (!countries.isEmpty()) {
            targets.countries().stream()
                    .filter(country -> !countries.contains(country))
                    .forEach(beyond::add);
            if (targets.world()) beyond.add("001");
            else if (targets.hasPlaceWithoutCountry()) beyond.add("?");
        }
        if (!sectors.isEmpty()) {
            if (targets.sectors().isEmpty()) beyond.add("*");
            targets.sectors().stream()
                    .filter(sector -> !sectors.contains(sector))
                    .forEach(beyond::add);
        }
        if (highest != null) {
            alert.infos().stream()
                    .map(Info::severity)
                    .filter(severity -> isGraver(severity, highest))
                    .map(Enum::name)
                    .forEach(beyond::add);
        }
        return List.copyOf(beyond);
    }

    /// Severities are declared from the gravest down; one that is unknown is none to be afraid of.
    private static boolean isGraver(Severity severity, Severity than) {
        return severity != Severity.UNKNOWN && severity.compareTo(than) < 0;
    }
}
