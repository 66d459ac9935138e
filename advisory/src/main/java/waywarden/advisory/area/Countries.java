package waywarden.advisory.area;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;

/// Which country a point lies in, and the outlines to draw. The outlines are Natural Earth's, in the
/// public domain, at 1:50 million: near a border or a coast they are some kilometres out. Who draws a
/// border where is theirs; land without a code of ISO 3166-1 is no country here.
///  Fields of half a degree that no border crosses know their country at once; only in the others a
/// point is looked for among the polygons.
public final class Countries {

    private static final String FINE = "countries-50m.json";
    private static final String COARSE = "countries-110m.json";

    private static final int COLUMNS = (int) (360 / Cell.SIZE);
    private static final int ROWS = (int) (180 / Cell.SIZE);
    private static final short CROSSED = -1;
    private static final short NOBODYS = 0;

    private final List<String> codes = new ArrayList<>();
    private final Map<String, Polygon> largest = new TreeMap<>();
    private final STRtree tree = new STRtree();
    private final short[] fields = new short[COLUMNS * ROWS];

    /// @param country from 1, as its field says
    private record Part(short country, PolygonShape shape) {}

    private Countries(List<TopoJson.Land> lands) {
        for (TopoJson.Land land : lands) {
            codes.add(land.code());
            for (Polygon polygon : land.polygons()) add(land.code(), polygon);
        }
        tree.build();
        fill();
    }

    private static final class Bundled {
        static final @Nullable Countries COUNTRIES = load();

        private static @Nullable Countries load() {
            return read(FINE).map(Countries::new).orElse(null);
        }
    }

    /// Those that came with the program; none where it was built without reaching what publishes them.
    public static Optional<Countries> bundled() {
        return Optional.ofNullable(Bundled.COUNTRIES);
    }

    private static Optional<List<TopoJson.Land>> read(String name) {
        try (InputStream in = Countries.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(TopoJson.countries(in));
        } catch (IOException e) {
            throw new IllegalStateException("the outlines of countries that came with the program are unreadable", e);
        }
    }

    /// Coarser outlines, at 1:110 million, to draw the globe with: each country's rings, longitude in x
    /// and unrolled, so that one may lie beyond 180. The smallest countries are not among them.
    public static Map<String, List<Coordinate[]>> drawn() {
        Map<String, List<Coordinate[]>> drawn = new TreeMap<>();
        for (TopoJson.Land land : read(COARSE).orElse(List.of())) {
            List<Coordinate[]> rings = drawn.computeIfAbsent(land.code(), k -> new ArrayList<>());
            for (Polygon polygon : land.polygons()) {
                rings.add(polygon.getExteriorRing().getCoordinates());
                for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                    rings.add(polygon.getInteriorRingN(i).getCoordinates());
                }
            }
        }
        return drawn;
    }

    /// @param latitude  in degrees, from -90 to 90
    /// @param longitude in degrees, from -180 to 180
    /// @return ISO 3166-1; none at sea and on land without a code
    public Optional<String> at(double latitude, double longitude) {
        double wrapped = Cell.wrapped(longitude);
        short country = fields[field(column(wrapped), row(latitude))];
        if (country == CROSSED) country = located(latitude, wrapped);
        return country == NOBODYS ? Optional.empty() : named(country);
    }

    private Optional<String> named(short country) {
        String code = codes.get(country - 1);
        return code.isEmpty() ? Optional.empty() : Optional.of(code);
    }

    /// A point within the largest part of a country: longitude in x.
    public Optional<Coordinate> within(String code) {
        return Optional.ofNullable(code.isEmpty() ? null : largest.get(code))
                .map(polygon -> polygon.getInteriorPoint().getCoordinate())
                .map(point -> new Coordinate(Cell.wrapped(point.x), point.y));
    }

    // --- building ---

    private void add(String code, Polygon polygon) {
        PolygonShape shape = new PolygonShape(polygon);
        Part part = new Part((short) codes.size(), shape);
        Envelope bounds = shape.bounds();
        for (int turn = -360; turn <= 360; turn += 360) {
            tree.insert(
                    new Envelope(bounds.getMinX() + turn, bounds.getMaxX() + turn, bounds.getMinY(), bounds.getMaxY()),
                    part);
        }
        largest.merge(code, polygon, (one, other) -> one.getArea() >= other.getArea() ? one : other);
        cross(polygon.getExteriorRing().getCoordinates());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            cross(polygon.getInteriorRingN(i).getCoordinates());
        }
    }

    /// Marks every field that a border may pass through: all in the bounds of each of its lines.
    private void cross(Coordinate[] ring) {
        for (int i = 1; i < ring.length; i++) {
            int west = (int) Math.floor(Math.min(ring[i - 1].x, ring[i].x) / Cell.SIZE);
            int east = (int) Math.floor(Math.max(ring[i - 1].x, ring[i].x) / Cell.SIZE);
            int south = row(Math.min(ring[i - 1].y, ring[i].y));
            int north = row(Math.max(ring[i - 1].y, ring[i].y));
            for (int row = south; row <= north; row++) {
                for (int x = west; x <= east; x++) {
                    fields[field(Math.floorMod(x + COLUMNS / 2, COLUMNS), row)] = CROSSED;
                }
            }
        }
    }

    /// From one border to the next, all fields of a row are of one country.
    private void fill() {
        for (int row = 0; row < ROWS; row++) {
            short before = CROSSED;
            for (int column = 0; column < COLUMNS; column++) {
                int field = field(column, row);
                if (fields[field] != CROSSED) {
                    fields[field] = before != CROSSED
                            ? before
                            : located((row + 0.5) * Cell.SIZE - 90, (column + 0.5) * Cell.SIZE - 180);
                }
                before = fields[field];
            }
        }
    }

    private short located(double latitude, double longitude) {
        short found = NOBODYS;
        for (Object near : tree.query(new Envelope(new Coordinate(longitude, latitude)))) {
            Part part = (Part) near;
            // Two may share the point on their border; the one listed first has it.
            if ((found == NOBODYS || part.country() < found) && part.shape().covers(latitude, longitude)) {
                found = part.country();
            }
        }
        return found;
    }

    private static int column(double longitude) {
        return Math.min((int) ((longitude + 180) / Cell.SIZE), COLUMNS - 1);
    }

    private static int row(double latitude) {
        if (!(Math.abs(latitude) <= 90)) throw new IllegalArgumentException("latitude is from -90 to 90");
        return Math.min((int) ((latitude + 90) / Cell.SIZE), ROWS - 1);
    }

    private static int field(int column, int row) {
        return row * COLUMNS + column;
    }
}
