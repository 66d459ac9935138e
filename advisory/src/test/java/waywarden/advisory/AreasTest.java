package waywarden.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waywarden.advisory.area.Cell;
import waywarden.advisory.area.Outline;
import waywarden.advisory.area.Outline.Flaw;
import waywarden.advisory.area.Shape;

/// Shapes on the globe, at its awkward places too.
class AreasTest {

    private static final String FIJI = "-15,177 -15,-178 -20,-178 -20,177 -15,177";
    private static final String ARCTIC = "70,0 70,90 70,180 70,-90 70,0";
    private static final String ANTARCTIC = "-70,0 -70,-90 -70,180 -70,90 -70,0";
    private static final String WORLD = "90,-180 90,180 -90,180 -90,-180 90,-180";
    private static final String SOUTHERN_CAP = "-60,-180 -60,180 -90,180 -90,-180 -60,-180";

    @ParameterizedTest
    @CsvSource({
        "fiji, -17, 178, true",
        "fiji, -17, 180, true",
        "fiji, -17, -180, true",
        "fiji, -17, -179, true",
        "fiji, -17, 0, false",
        "fiji, -17, 176, false",
        "fiji, -17, -177, false",
        "arctic, 90, 0, true",
        "arctic, 89, -135, true",
        "arctic, 71, 45, true",
        "arctic, 69, 45, false",
        "arctic, -89, 45, false",
        "antarctic, -90, 0, true",
        "antarctic, -71, 179, true",
        "antarctic, -69, 10, false",
        "world, 0, 0, true",
        "world, -89, 179, true",
        "world, 45, -180, true",
        "southern, -75, 12, true",
        "southern, -59, 12, false",
    })
    void knowsWhatLiesWithin(String name, double latitude, double longitude, boolean within) {
        assertThat(shape(name).covers(latitude, longitude)).isEqualTo(within);
    }

    private static Shape shape(String name) {
        String points = switch (name) {
            case "fiji" -> FIJI;
            case "arctic" -> ARCTIC;
            case "antarctic" -> ANTARCTIC;
            case "world" -> WORLD;
            default -> SOUTHERN_CAP;
        };
        return polygon(points);
    }

    private static Shape polygon(String points) {
        return Objects.requireNonNull(Outline.polygon(points).shape());
    }

    private static Shape circle(String written) {
        return Objects.requireNonNull(Outline.circle(written).shape());
    }

    @Test
    void readsLongitudesBeyondTheDateLine() {
        Outline outline = Outline.polygon("-15,177 -15,182 -20,182 -20,177 -15,177");

        assertThat(outline.flaws()).containsExactly(Flaw.OUT_OF_RANGE);
        assertThat(Objects.requireNonNull(outline.shape()).covers(-17, -179)).isTrue();
    }

    /// Crossing numbers over the unrolled ring: a slow second opinion of ten lines.
    @Test
    void agreesWithASlowSecondOpinionOnPolygons() {
        Random random = new Random(3);
        int within = 0;
        for (int i = 0; i < 2_000; i++) {
            double lat = random.nextDouble() * 140 - 70;
            double lon = random.nextDouble() * 360 - 180;
            double[][] ring = star(random, lat, lon);
            Shape shape = polygon(written(ring));
            for (int j = 0; j < 50; j++) {
                double y = lat + random.nextDouble() * 12 - 6;
                double x = lon + random.nextDouble() * 12 - 6;
                boolean expected = crossings(ring, y, x);
                within += expected ? 1 : 0;
                double turned = x > 180 ? x - 360 : x < -180 ? x + 360 : x;
                assertThat(shape.covers(y, turned)).isEqualTo(expected);
            }
        }
        assertThat(within).isBetween(10_000, 90_000);
    }

    /// Corners at rising angles round a centre: never crossing itself, often over the date line.
    private static double[][] star(Random random, double lat, double lon) {
        int corners = 3 + random.nextInt(8);
        double[][] ring = new double[corners + 1][];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * (i + random.nextDouble() * 0.8) / corners;
            double reach = 1 + random.nextDouble() * 4;
            ring[i] = new double[] {round(lat + reach * Math.sin(angle)), round(lon + reach * Math.cos(angle))};
        }
        ring[corners] = ring[0];
        return ring;
    }

    private static double round(double degrees) {
        return Math.rint(degrees * 1e4) / 1e4;
    }

    private static String written(double[][] ring) {
        StringBuilder written = new StringBuilder();
        for (double[] point : ring) {
            double x = point[1] > 180 ? point[1] - 360 : point[1] < -180 ? point[1] + 360 : point[1];
            written.append(String.format(java.util.Locale.ROOT, "%.4f,%.4f ", point[0], x));
        }
        return written.toString().strip();
    }

    private static boolean crossings(double[][] ring, double y, double x) {
        boolean within = false;
        for (int i = 1; i < ring.length; i++) {
            double[] a = ring[i - 1];
            double[] b = ring[i];
            boolean over = (a[0] > y) != (b[0] > y);
            if (over && x < (b[1] - a[1]) * (y - a[0]) / (b[0] - a[0]) + a[1]) within = !within;
        }
        return within;
    }

    @ParameterizedTest
    @CsvSource({"0, 179.9", "89.8, 10", "-89.9, -170", "51.5, -0.1", "0, 0"})
    void measuresCirclesOverDateLineAndPoles(double latitude, double longitude) {
        Shape circle = circle(latitude + "," + longitude + " 100");
        double[] centre = unit(latitude, longitude);
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            double lat = Math.clamp(latitude + random.nextGaussian(), -90, 90);
            double lon = Math.abs(latitude) > 85 ? random.nextDouble() * 360 - 180 : longitude + random.nextGaussian();
            double[] point = unit(lat, lon);
            double chord = Math.sqrt(Math.pow(centre[0] - point[0], 2)
                    + Math.pow(centre[1] - point[1], 2)
                    + Math.pow(centre[2] - point[2], 2));
            double kilometres = 2 * 6371.0088 * Math.asin(chord / 2);
            if (Math.abs(kilometres - 100) < 1e-6) continue;
            assertThat(circle.covers(lat, lon)).isEqualTo(kilometres <= 100);
        }
    }

    private static double[] unit(double latitude, double longitude) {
        double lat = Math.toRadians(latitude);
        double lon = Math.toRadians(longitude);
        return new double[] {Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)};
    }

    /// A field is met where any of its points is: compared with a fine grid of them.
    @Test
    void meetsAFieldWhereAnyPointOfItIsWithin() {
        Random random = new Random(9);
        int met = 0;
        for (int i = 0; i < 3_000; i++) {
            double lat = random.nextDouble() * 178 - 89;
            double lon = random.nextDouble() * 360 - 180;
            double radius = 5 + random.nextDouble() * 100;
            Shape circle = circle(String.format(java.util.Locale.ROOT, "%.4f,%.4f %.3f", lat, lon, radius));
            double far = 1.5 / Math.max(0.02, Math.cos(Math.toRadians(lat)));
            Cell cell = Cell.around(
                    Math.clamp(lat + random.nextGaussian(), -90, 90),
                    Math.clamp(lon + random.nextGaussian() * far, -359, 359));
            boolean any = false;
            for (int y = 0; y <= 20 && !any; y++) {
                for (int x = 0; x <= 20 && !any; x++) {
                    any = circle.covers(cell.south() + y * 0.025, cell.west() + x * 0.025);
                }
            }
            if (any) assertThat(circle.meets(cell)).isTrue();
            else if (circle.meets(cell)) {
                // A grid misses what lies between its points; a little further in it must not.
                Shape wider = circle(String.format(java.util.Locale.ROOT, "%.4f,%.4f %.3f", lat, lon, radius + 2.1));
                boolean near = false;
                for (int y = 0; y <= 20; y++) {
                    for (int x = 0; x <= 20; x++) {
                        near |= wider.covers(cell.south() + y * 0.025, cell.west() + x * 0.025);
                    }
                }
                assertThat(near).isTrue();
            }
            met += any ? 1 : 0;
        }
        assertThat(met).isBetween(300, 2_900);
    }

    @Test
    void meetsFieldsAcrossTheDateLine() {
        assertThat(polygon(FIJI).meets(new Cell(-17, 179.5))).isTrue();
        assertThat(polygon(FIJI).meets(new Cell(-17, -180))).isTrue();
        assertThat(polygon(FIJI).meets(new Cell(-17, -177.5))).isFalse();
        assertThat(circle("-17,179.9 30").meets(new Cell(-17, -180))).isTrue();
        assertThat(circle("89.9,0 30").meets(new Cell(89.5, -180))).isTrue();
    }

    @Test
    void forgetsWhereInAFieldSomebodyIs() {
        assertThat(Cell.around(48.8566, 2.3522)).isEqualTo(Cell.around(48.51, 2.01));
        assertThat(Cell.around(90, 180)).isEqualTo(new Cell(89.5, -180));
        assertThat(Cell.around(-0.1, -0.1)).isEqualTo(new Cell(-0.5, -0.5));
    }

    @Test
    void namesTheFlawsOfPolygons() {
        assertThat(Outline.polygon("1,1 1,2 2,2").flaws()).containsExactly(Flaw.OPEN);
        assertThat(Outline.polygon("1,1 1,2 1,1").flaws()).containsExactly(Flaw.TOO_FEW_POINTS);
        assertThat(Outline.polygon("1,1 1,2 2,2 2,1 1,1").flaws()).isEqualTo(Set.of());
        assertThat(Outline.polygon("91,1 1,2 2,2 91,1").shape()).isNull();
    }
}
