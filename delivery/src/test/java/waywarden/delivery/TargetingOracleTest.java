package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waywarden.advisory.area.Cell;
import waywarden.advisory.audience.Audience;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Reach;
import waywarden.advisory.audience.Stay;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.Named;
import waywarden.advisory.cap.CapVersion;

/// Whom a warning concerns, held against the plainest way to tell, on random pairs: codes, rectangles
/// also over the date line and at the poles, dates, sectors, roles. `-Dwaywarden.pairs=1000000` is the
/// long form.
class TargetingOracleTest {

    private static final int PAIRS = Integer.getInteger("waywarden.pairs", 100_000);
    private static final int PEOPLE = 1_000;
    private static final OffsetDateTime SENT = OffsetDateTime.parse("2026-03-01T12:00:00Z");
    private static final List<String> COUNTRIES = List.of("FR", "DE", "US", "FJ");
    private static final List<String> PARTS = List.of("75", "13");
    private static final List<String> SECTORS = List.of("space", "energy", "law");
    private static final List<String> ROLES = List.of("engineer", "student");

    private final Random random = new Random(17);

    /// In thousandths of a degree, never on a border of a field; `east` may lie beyond 180.
    private record Rectangle(int south, int north, int west, int east) {

        String polygon() {
            return point(south, west) + " " + point(north, west) + " " + point(north, east) + " " + point(south, east)
                    + " " + point(south, west);
        }

        private static String point(int latitude, int longitude) {
            int turned = longitude > 180_000 ? longitude - 360_000 : longitude;
            return String.format(Locale.ROOT, "%.3f,%.3f", latitude / 1000.0, turned / 1000.0);
        }

        boolean meets(Cell cell) {
            double low = cell.south() * 1000;
            if (low + 500 <= south || low >= north) return false;
            double left = cell.west() * 1000;
            return (left < east && left + 500 > west) || (left + 360_000 < east && left + 360_500 > west);
        }
    }

    private record Place(Set<String> countries, Set<String> parts, List<Rectangle> rectangles) {
        Area area() {
            List<Named> codes = new ArrayList<>();
            countries.forEach(code -> codes.add(new Named(Targets.COUNTRY, code)));
            parts.forEach(code -> codes.add(new Named(Targets.SUBDIVISION, code)));
            return new Area(
                    "place", rectangles.stream().map(Rectangle::polygon).toList(), List.of(), codes, null, null);
        }
    }

    private record Warning(
            List<Place> places, Set<String> sectors, Set<String> roles, OffsetDateTime expires, Alert alert) {}

    @Test
    void agreesWithThePlainestWayToTell() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) people.add(person());
        Instant now = SENT.toInstant().plusSeconds(3_600);
        int differences = 0;
        int reached = 0;
        for (int i = 0; i < PAIRS / PEOPLE; i++) {
            Warning warning = warning(i);
            Audience audience = Audience.of(warning.alert());
            for (Person person : people) {
                boolean told = audience.reach(person, now) instanceof Reach.Reached;
                if (told) reached++;
                if (told != concerns(warning, person, now)) differences++;
            }
        }
        System.out.printf(
                "R15 targeting: %d pairs, %d reached, %d differences%n", PAIRS / PEOPLE * PEOPLE, reached, differences);
        assertThat(differences).isZero();
        assertThat(reached).isBetween(PAIRS / 100, PAIRS / 2);
    }

    private static boolean concerns(Warning warning, Person person, Instant now) {
        if (!shares(warning.sectors(), person.sectors()) || !shares(warning.roles(), person.roles())) return false;
        for (Place place : warning.places()) {
            for (Stay stay : person.stays()) if (there(stay, now, warning) && matches(place, stay)) return true;
        }
        return false;
    }

    private static boolean shares(Set<String> wanted, Set<String> hers) {
        if (wanted.isEmpty() || hers.isEmpty()) return true;
        for (String one : wanted) if (hers.contains(one)) return true;
        return false;
    }

    /// A day lasts from its first moment anywhere, 14 hours before UTC's, to its last, 12 hours after.
    private static boolean there(Stay stay, Instant now, Warning warning) {
        LocalDate from = stay.from();
        LocalDate until = stay.until();
        boolean begun = from == null
                || from.atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusSeconds(14 * 3600)
                        .isBefore(warning.expires().toInstant());
        boolean lasts = until == null
                || until.plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .plusSeconds(12 * 3600)
                        .isAfter(now);
        return begun && lasts;
    }

    private static boolean matches(Place place, Stay stay) {
        Cell cell = stay.cell();
        if (cell != null && !place.rectangles().isEmpty()) {
            for (Rectangle rectangle : place.rectangles()) if (rectangle.meets(cell)) return true;
            return false;
        }
        if (place.countries().contains(stay.country())) return true;
        for (String part : place.parts()) {
            if (part.equals(stay.subdivision())) return true;
            if (stay.subdivision() == null && part.startsWith(stay.country())) return true;
        }
        return false;
    }

    // --- random ---

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Set<String> some(List<String> of, int oneIn) {
        Set<String> some = new HashSet<>();
        if (random.nextInt(oneIn) != 0) return some;
        for (String value : of) if (random.nextBoolean()) some.add(value);
        return some;
    }

    private Person person() {
        List<Stay> stays = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String country = one(COUNTRIES);
            LocalDate from = random.nextInt(3) == 0 ? LocalDate.of(2026, 2, 20).plusDays(random.nextInt(60)) : null;
            LocalDate until = random.nextInt(3) == 0 ? LocalDate.of(2026, 4, 25).minusDays(random.nextInt(70)) : null;
            if (from != null && until != null && until.isBefore(from)) until = from;
            String part = random.nextInt(3) == 0 ? country + "-" + one(PARTS) : null;
            stays.add(new Stay(country, part, random.nextInt(3) == 0 ? null : cell(), from, until));
        }
        return new Person(stays, some(SECTORS, 2), some(ROLES, 2), Set.of(), List.of("en"), false);
    }

    /// Crowded where it is hard: the date line, the poles.
    private Cell cell() {
        double latitude = random.nextInt(5) == 0 ? (random.nextBoolean() ? 89.9 : -89.9) : random.nextDouble(-20, 20);
        double longitude = random.nextBoolean() ? random.nextDouble(170, 190) : random.nextDouble(-180, 180);
        return Cell.around(latitude, longitude > 180 ? longitude - 360 : longitude);
    }

    private Rectangle rectangle() {
        int south = 1 + 2 * random.nextInt(-45_000, 44_000);
        if (random.nextBoolean()) south = 1 + 2 * random.nextInt(-12_000, 8_000);
        int north = Math.min(89_999, south + 2 * (1 + random.nextInt(8_000)));
        int west =
                random.nextBoolean() ? 1 + 2 * random.nextInt(84_000, 89_999) : 1 + 2 * random.nextInt(-90_000, 70_000);
        int east = west + 2 * (1 + random.nextInt(8_000));
        return new Rectangle(south, north, west, east);
    }

    private Warning warning(int number) {
        List<Place> places = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            Set<String> parts = new HashSet<>();
            some(COUNTRIES, 3).forEach(country -> parts.add(country + "-" + one(PARTS)));
            List<Rectangle> rectangles = new ArrayList<>();
            for (int j = random.nextInt(3); j > 0; j--) rectangles.add(rectangle());
            places.add(new Place(some(COUNTRIES, 2), parts, rectangles));
        }
        Set<String> sectors = some(SECTORS, 2);
        Set<String> roles = some(ROLES, 2);
        OffsetDateTime expires = SENT.plusDays(1 + random.nextInt(40));
        List<Named> parameters = new ArrayList<>();
        sectors.forEach(sector -> parameters.add(new Named(Targets.SECTOR, sector)));
        roles.forEach(role -> parameters.add(new Named(Targets.ROLE, role)));
        Info info = new Info(
                "en",
                List.of(Alert.Category.SECURITY),
                "event",
                List.of(),
                Alert.Urgency.EXPECTED,
                Alert.Severity.SEVERE,
                Alert.Certainty.LIKELY,
                null,
                List.of(),
                null,
                null,
                expires,
                null,
                "headline",
                null,
                null,
                null,
                null,
                parameters,
                List.of(),
                places.stream().map(Place::area).toList());
        Alert alert = new Alert(
                CapVersion.V1_2,
                "w-" + number,
                "desk@example.org",
                SENT,
                Alert.Status.ACTUAL,
                Alert.MessageType.ALERT,
                null,
                Alert.Scope.PUBLIC,
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(info));
        return new Warning(places, sectors, roles, expires, alert);
    }
}
