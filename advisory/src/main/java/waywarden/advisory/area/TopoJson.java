package waywarden.advisory.area;

import com.ibm.icu.util.Region;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the outlines of countries from a quantised topology: borders are lines that neighbours share,
/// each point written as its difference from the one before.
/// Source: The TopoJSON Format Specification 1.0, sections 2.1 and 2.2.
final class TopoJson {

    private static final double NEAR_POLE = 89.99;

    private final double[] scale;
    private final double[] translate;
    private final List<List<Coordinate>> arcs = new ArrayList<>();

    private TopoJson(JsonNode root) {
        scale = pair(root.path("transform").path("scale"));
        translate = pair(root.path("transform").path("translate"));
        for (JsonNode arc : root.path("arcs")) arcs.add(arc(arc));
    }

    /// One country.
    ///
    /// @param code     ISO 3166-1; empty where the land is claimed by several and has none
    /// @param polygons with their longitudes unrolled
    record Land(String code, List<Polygon> polygons) {}

    static List<Land> countries(InputStream in) throws IOException {
        JsonNode root = new JsonMapper().readTree(in.readAllBytes());
        TopoJson topology = new TopoJson(root);
        List<Land> lands = new ArrayList<>();
        for (JsonNode geometry : root.path("objects").path("countries").path("geometries")) {
            List<Polygon> polygons = new ArrayList<>();
            switch (geometry.path("type").asString("")) {
                case "Polygon" -> polygons.add(topology.polygon(geometry.path("arcs")));
                case "MultiPolygon" -> {
                    for (JsonNode part : geometry.path("arcs")) polygons.add(topology.polygon(part));
                }
                default -> throw new IOException("an outline is neither a polygon nor several");
            }
            lands.add(new Land(code(geometry), polygons));
        }
        return lands;
    }

    private static String code(JsonNode geometry) {
        if (!geometry.hasNonNull("id")) return "";
        return Region.getInstance(Integer.parseInt(geometry.path("id").asString("")))
                .toString();
    }

    private static double[] pair(JsonNode node) {
        return new double[] {node.path(0).asDouble(), node.path(1).asDouble()};
    }

    private List<Coordinate> arc(JsonNode written) {
        List<Coordinate> points = new ArrayList<>();
        long x = 0;
        long y = 0;
        for (JsonNode step : written) {
            x += step.path(0).asLong();
            y += step.path(1).asLong();
            points.add(new Coordinate(x * scale[0] + translate[0], y * scale[1] + translate[1]));
        }
        return points;
    }

    private Polygon polygon(JsonNode written) {
        List<LinearRing> rings = new ArrayList<>();
        for (JsonNode ring : written) rings.add(ring(ring));
        // Land around a pole is written with a second ring along the pole itself, which bounds nothing.
        if (rings.size() > 1) rings.removeIf(TopoJson::liesAlongPole);
        LinearRing shell = rings.removeFirst();
        List<LinearRing> holes = new ArrayList<>();
        for (LinearRing hole : rings) {
            // Unrolled by itself it may lie a turn of the globe beside its shell.
            double apart = shell.getEnvelopeInternal().getMinX()
                    - hole.getEnvelopeInternal().getMinX();
            double turns = Math.max(0, Math.ceil(apart / 360)) * 360;
            for (Coordinate point : hole.getCoordinates()) point.x += turns;
            hole.geometryChanged();
            holes.add(hole);
        }
        return PolygonShape.GEOMETRY.createPolygon(shell, holes.toArray(LinearRing[]::new));
    }

    private static boolean liesAlongPole(LinearRing ring) {
        return Stream.of(ring.getCoordinates()).allMatch(point -> Math.abs(point.y) > NEAR_POLE);
    }

    /// Lines of which each begins where the one before ended; a number below zero is one backwards.
    private LinearRing ring(JsonNode lines) {
        List<Coordinate> points = new ArrayList<>();
        for (JsonNode line : lines) {
            int index = line.asInt();
            List<Coordinate> arc =
                    index >= 0 ? arcs.get(index) : arcs.get(~index).reversed();
            points.addAll(points.isEmpty() ? arc : arc.subList(1, arc.size()));
        }
        List<Coordinate> unrolled =
                Outline.unrolled(points).stream().map(Coordinate::new).toList();
        return PolygonShape.GEOMETRY.createLinearRing(unrolled.toArray(Coordinate[]::new));
    }
}
