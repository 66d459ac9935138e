package waywarden.desk.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import waywarden.advisory.area.Countries;
import waywarden.desk.web.LetterPages.Area;
import waywarden.result.Texts;

/// Answers on a map of the world, beside the table that says the same: a disc for each country, its
/// surface as the people who have the warning, and in it a disc as those who have answered. Degrees are
/// drawn as long as each other, so that a place is found as in an atlas of old.
///
/// @param discs the largest first, so that none hides another
record WorldMap(List<Disc> discs) {

    private static final double NORTH = 84;
    private static final double SOUTH = -58;
    private static final double DEGREE = 2;
    private static final double SMALLEST = 5;
    private static final double LARGEST = 24;

    WorldMap {
        discs = List.copyOf(discs);
    }

    /// @param size     radius, in the units of the drawing
    /// @param answered radius of the disc within
    /// @param help     whether somebody there needs help
    /// @param told     whether the numbers are; where not, the disc says only that there is somebody
    record Disc(String x, String y, String size, String answered, boolean help, boolean told, String says) {}

    static String bounds() {
        return "0 0 " + number(360 * DEGREE) + " " + number((NORTH - SOUTH) * DEGREE);
    }

    /// None for a country of which there is no outline, and none at all where no outlines came with the
    /// program.
    static WorldMap of(List<Area> areas, Texts texts) {
        Countries countries = Countries.bundled().orElse(null);
        if (countries == null) return new WorldMap(List.of());
        int most = Math.max(
                1, areas.stream().filter(Area::told).mapToInt(Area::sent).max().orElse(1));
        List<Disc> discs = new ArrayList<>();
        areas.stream()
                .sorted(Comparator.comparingInt((Area area) -> area.told() ? area.sent() : 0)
                        .reversed())
                .forEach(area ->
                        countries.within(area.country()).ifPresent(point -> discs.add(disc(area, point, most, texts))));
        return new WorldMap(discs);
    }

    private static Disc disc(Area area, Coordinate point, int most, Texts texts) {
        double size = area.told() ? Math.max(SMALLEST, LARGEST * Math.sqrt((double) area.sent() / most)) : SMALLEST;
        int answers = area.read() + area.safe() + area.help();
        double answered = area.told() ? size * Math.sqrt((double) answers / area.sent()) : 0;
        String says = area.told()
                ? texts.say(
                        "letters.map.disc",
                        area.name(),
                        area.sent(),
                        area.read(),
                        area.safe(),
                        area.help(),
                        area.silent())
                : texts.say("letters.map.few", area.name());
        return new Disc(
                number(across(point.x)),
                number(down(point.y)),
                number(size),
                number(answered),
                area.told() && area.help() > 0,
                area.told(),
                says);
    }

    /// The land beneath, as a document of SVG.
    static byte[] land() {
        StringBuilder path = new StringBuilder();
        for (Map.Entry<String, List<Coordinate[]>> country : Countries.drawn().entrySet()) {
            for (Coordinate[] ring : country.getValue()) {
                // What reaches over the edge of the map comes in again at the other.
                for (int turn = -360; turn <= 360; turn += 360) draw(ring, turn, path);
            }
        }
        String document = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"" + bounds() + "\"><path d=\"" + path
                + "\" fill=\"#8a8578\" fill-opacity=\".4\" fill-rule=\"evenodd\""
                + " stroke=\"#8a8578\" stroke-opacity=\".7\" stroke-width=\".4\"/></svg>";
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private static void draw(Coordinate[] ring, int turn, StringBuilder path) {
        boolean seen = false;
        for (Coordinate point : ring) seen |= Math.abs(point.x + turn) < 180 && point.y > SOUTH;
        if (!seen) return;
        char step = 'M';
        for (Coordinate point : ring) {
            path.append(step).append(number(across(point.x + turn))).append(' ').append(number(down(point.y)));
            step = 'L';
        }
        path.append('Z');
    }

    private static double across(double longitude) {
        return (longitude + 180) * DEGREE;
    }

    private static double down(double latitude) {
        return (NORTH - latitude) * DEGREE;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
