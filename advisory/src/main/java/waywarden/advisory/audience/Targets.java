package waywarden.advisory.audience;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Info;

/// Whom a warning is meant for, as our profile writes it.
///
/// @param world        whether it is for everywhere
/// @param countries    ISO 3166-1, those of named parts among them
/// @param subdivisions ISO 3166-2
/// @param sectors      empty where it is for all
/// @param roles        empty where it is for all
/// @param hasPlaceWithoutCountry whether a place is given by shape or by words alone
public record Targets(
        boolean world,
        Set<String> countries,
        Set<String> subdivisions,
        Set<String> sectors,
        Set<String> roles,
        boolean hasPlaceWithoutCountry) {

    /// The profile that these names belong to.
    public static final String PROFILE = "waywarden:1.0";

    public static final String COUNTRY = "ISO3166-1";
    public static final String SUBDIVISION = "ISO3166-2";

    /// The United Nations' codes for regions; only the world's is used.
    public static final String REGION = "UN-M49";

    public static final String WORLD = "001";
    public static final String SECTOR = "waywarden:sector";
    public static final String ROLE = "waywarden:role";
    public static final String INDICATOR = "waywarden:indicator";
    public static final String PATTERN = "waywarden:pattern";

    public Targets {
        countries = Set.copyOf(countries);
        subdivisions = Set.copyOf(subdivisions);
        sectors = Set.copyOf(sectors);
        roles = Set.copyOf(roles);
    }

    public static Targets of(Alert alert) {
        Set<String> countries = new HashSet<>();
        Set<String> subdivisions = new HashSet<>();
        Set<String> sectors = new HashSet<>();
        Set<String> roles = new HashSet<>();
        boolean world = false;
        boolean bare = false;
        for (Info info : alert.infos()) {
            sectors.addAll(info.parameter(SECTOR));
            roles.addAll(info.parameter(ROLE));
            for (Area area : info.areas()) {
                List<String> codes = countries(area);
                countries.addAll(codes);
                subdivisions.addAll(subdivisions(area));
                boolean everywhere = isWorld(area);
                world |= everywhere;
                bare |= codes.isEmpty() && (everywhere || subdivisions(area).isEmpty());
            }
        }
        return new Targets(world, countries, subdivisions, sectors, roles, bare);
    }

    /// Countries of an area, those of its named parts among them.
    public static List<String> countries(Area area) {
        return java.util.stream.Stream.concat(
                        area.geocode(COUNTRY).stream(),
                        subdivisions(area).stream().map(code -> code.substring(0, Math.min(2, code.length()))))
                .map(code -> code.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    public static List<String> subdivisions(Area area) {
        return area.geocode(SUBDIVISION).stream()
                .map(code -> code.toUpperCase(Locale.ROOT))
                .toList();
    }

    public static boolean isWorld(Area area) {
        return area.geocode(REGION).contains(WORLD);
    }
}
