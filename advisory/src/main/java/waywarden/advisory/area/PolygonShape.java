package waywarden.advisory.area;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/// A polygon with its longitudes unrolled, so that one over the date line is in one piece. Edges are
/// straight in latitude and longitude, as maps draw them.
public final class PolygonShape implements Shape {

    static final GeometryFactory GEOMETRY = new GeometryFactory();

    private final PreparedGeometry prepared;
    private final Envelope bounds;

    PolygonShape(Polygon polygon) {
        prepared = PreparedGeometryFactory.prepare(polygon);
        bounds = polygon.getEnvelopeInternal();
        // Builds its index now, not in the middle of somebody's question.
        prepared.covers(GEOMETRY.createPoint(polygon.getCoordinate()));
    }

    @Override
    public boolean covers(double latitude, double longitude) {
        for (double turned : turns(longitude, longitude)) {
            if (bounds.covers(turned, latitude)
                    && prepared.covers(GEOMETRY.createPoint(new Coordinate(turned, latitude)))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean meets(Cell cell) {
        for (double turned : turns(cell.west(), cell.east())) {
            Envelope field = new Envelope(turned, turned + Cell.SIZE, cell.south(), cell.north());
            if (bounds.intersects(field) && prepared.intersects(GEOMETRY.toGeometry(field))) return true;
        }
        return false;
    }

    /// The same longitudes in every turn that the polygon reaches into.
    private List<Double> turns(double west, double east) {
        List<Double> turns = new ArrayList<>();
        double first = west + 360 * Math.ceil((bounds.getMinX() - east) / 360);
        for (double turned = first; turned <= bounds.getMaxX(); turned += 360) turns.add(turned);
        return turns;
    }

    Envelope bounds() {
        return bounds;
    }

    Polygon polygon() {
        return (Polygon) prepared.getGeometry();
    }

    int location(double latitude, double longitude) {
        return covers(latitude, longitude) ? Location.INTERIOR : Location.EXTERIOR;
    }
}
