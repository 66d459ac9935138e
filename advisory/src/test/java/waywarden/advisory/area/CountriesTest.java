package waywarden.advisory.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;
import waywarden.advisory.audience.PeopleFile;
import waywarden.advisory.audience.Stay;

/// Which country a point lies in. `-Dwaywarden.points=1000000` asks so many random points twice, the
/// second way the plainest there is.
class CountriesTest {

    private static final int POINTS = Integer.getInteger("waywarden.points", 20_000);
    private static final int TIMED = 1_000_000;

    @BeforeEach
    void outlinesAreHere() {
        boolean here = Countries.bundled().isPresent();
        if (!here) System.out.println("CountriesTest is skipped: the outlines could not be had when this was built");
        Assumptions.assumeTrue(here, "no outlines of countries");
    }

    private static Countries countries() {
        return Countries.bundled().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "48.85, 2.35, FR",
        "52.52, 13.40, DE",
        "39.90, 116.40, CN",
        "1.35, 103.82, SG",
        "-29.5, 28.3, LS", // within another country
        "-28.5, 26.0, ZA",
        "66.5, -172.0, RU", // beyond the date line
        "66.5, 172.0, RU",
        "66.5, 180.0, RU",
        "-16.6, 179.4, FJ",
        "-90, 0, AQ", // the pole
        "-85, -180, AQ",
        "-85, 179.9, AQ",
        "-80, 60, AQ",
        "90, 0, ",
        "0, -30, ",
        "46.0, 6.5, FR"
    })
    void knowsTheCountry(double latitude, double longitude, String code) {
        assertThat(countries().at(latitude, longitude)).isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void aPointNamesTheCountryOfAStayWhereSheWritesNone() {
        PeopleFile file = new PeopleFile();
        assertThat(file.read("stays: [{near: \"48.9,2.3\"}]", "me").stays())
                .containsExactly(new Stay("FR", null, Cell.around(48.9, 2.3), null, null));
        // What she writes herself is hers to know.
        assertThat(file.read("stays: [{country: BE, near: \"48.9,2.3\"}]", "me")
                        .stays()
                        .getFirst()
                        .country())
                .isEqualTo("BE");
        assertThatThrownBy(() -> file.read("stays: [{near: \"0,-30\"}]", "me")).hasMessageContaining("no country");
        assertThatThrownBy(() -> file.read("stays: [{near: \"NaN,-30\"}]", "me"))
                .hasMessageContaining("latitude");
        assertThatThrownBy(() -> file.read("stays: [{near: \"100,2\"}]", "me")).hasMessageContaining("latitude");
    }

    @Test
    void agreesWithThePlainestWay() throws IOException {
        List<TopoJson.Land> lands = lands();
        Random random = new Random(5);
        int differences = 0;
        int onLand = 0;
        for (int i = 0; i < POINTS; i++) {
            double latitude = Math.toDegrees(Math.asin(random.nextDouble(-1, 1)));
            double longitude = random.nextDouble(-180, 180);
            Optional<String> found = countries().at(latitude, longitude);
            if (found.isPresent()) onLand++;
            if (!found.equals(plainly(lands, latitude, longitude))) differences++;
        }
        System.out.printf(
                "R15 point to country: %d points, %d differences from the plainest way%n", POINTS, differences);
        assertThat(differences).isZero();
        assertThat(onLand).isBetween(POINTS / 4, POINTS / 3);
    }

    /// Counts borders to the east of it, turn by turn of the globe, in every ring of every country.
    private static Optional<String> plainly(List<TopoJson.Land> lands, double latitude, double longitude) {
        for (TopoJson.Land land : lands) {
            int crossed = 0;
            for (int turn = -360; turn <= 360; turn += 360) {
                for (Polygon polygon : land.polygons()) {
                    crossed += crossed(polygon, latitude, longitude + turn);
                }
            }
            if (crossed % 2 == 1) return land.code().isEmpty() ? Optional.empty() : Optional.of(land.code());
        }
        return Optional.empty();
    }

    private static int crossed(Polygon polygon, double y, double x) {
        if (!polygon.getEnvelopeInternal().contains(x, y)) return 0;
        int crossed = 0;
        for (int ring = -1; ring < polygon.getNumInteriorRing(); ring++) {
            Coordinate[] points =
                    (ring < 0 ? polygon.getExteriorRing() : polygon.getInteriorRingN(ring)).getCoordinates();
            for (int i = 1; i < points.length; i++) {
                Coordinate one = points[i - 1];
                Coordinate other = points[i];
                if ((one.y > y) == (other.y > y)) continue;
                if (x < one.x + (y - one.y) / (other.y - one.y) * (other.x - one.x)) crossed++;
            }
        }
        return crossed;
    }

    private static List<TopoJson.Land> lands() throws IOException {
        try (InputStream in = Objects.requireNonNull(Countries.class.getResourceAsStream("countries-50m.json"))) {
            return TopoJson.countries(in);
        }
    }

    @Test
    void aMillionPointsTakeASecondAtMost() {
        Random random = new Random(6);
        double[] latitudes = random.doubles(TIMED, -90, 90).toArray();
        double[] longitudes = random.doubles(TIMED, -180, 180).toArray();
        long best = Long.MAX_VALUE;
        int found = 0;
        for (int round = 0; round < 3; round++) {
            long begun = System.nanoTime();
            for (int i = 0; i < TIMED; i++)
                if (countries().at(latitudes[i], longitudes[i]).isPresent()) found++;
            best = Math.min(best, System.nanoTime() - begun);
        }
        System.out.printf(Locale.ROOT, "R15 point to country: %d points in %.2f s%n", TIMED, best / 1e9);
        assertThat(found).isPositive();
        assertThat(best).isLessThan(10_000_000_000L);
    }

    @Test
    void everyOutlineIsOfACountryAndHasAPointWithin() throws IOException {
        Set<String> codes = new TreeSet<>(Countries.drawn().keySet());
        lands().forEach(land -> codes.add(land.code()));
        codes.remove("");
        assertThat(Locale.getISOCountries()).containsAll(codes);
        assertThat(codes).hasSizeGreaterThan(230);
        for (TopoJson.Land land : lands()) {
            if (land.code().isEmpty()) continue;
            Coordinate point = countries().within(land.code()).orElseThrow();
            assertThat(countries().at(point.y, point.x)).contains(land.code());
        }
    }
}
