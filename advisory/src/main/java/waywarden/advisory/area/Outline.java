package waywarden.advisory.area;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;

/// What became of a polygon as an issuer wrote it.
///
/// @param shape null where it has no usable surface
/// @param flaws what is wrong with it; a small one leaves a usable shape
public record Outline(@Nullable Shape shape, Set<Flaw> flaws) {

    /// What can be wrong with a polygon or circle.
    public enum Flaw {
        EMPTY,
        UNREADABLE,
        OPEN,
        TOO_FEW_POINTS,
        WITHOUT_SURFACE,
        CROSSES_ITSELF,
        OUT_OF_RANGE,
        SPIKE
    }

    public Outline {
        flaws = Set.copyOf(flaws);
    }

    /// `lat,lon lat,lon …`
    public static Outline polygon(String written) {
        Ring ring = Ring.read(written);
        if (ring.flaw() == Ring.Flaw.EMPTY) return new Outline(null, Set.of(Flaw.EMPTY));
        if (ring.flaw() == Ring.Flaw.NOT_A_PAIR) return new Outline(null, Set.of(Flaw.UNREADABLE));
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        if (ring.flaw() == Ring.Flaw.OUT_OF_RANGE) flaws.add(Flaw.OUT_OF_RANGE);
        if (!ring.closed()) flaws.add(Flaw.OPEN);
        int written4 = ring.points().size() + (ring.closed() ? 0 : 1);
        if (written4 < 4) {
            flaws.add(Flaw.TOO_FEW_POINTS);
            return new Outline(null, flaws);
        }
        List<Coordinate> closed = new ArrayList<>(ring.points());
        if (!ring.closed()) closed.add(closed.getFirst());
        return outline(closed, flaws);
    }

    /// `lat,lon kilometres`
    public static Outline circle(String written) {
        CircleShape circle = CircleShape.read(written);
        return circle == null ? new Outline(null, Set.of(Flaw.UNREADABLE)) : new Outline(circle, Set.of());
    }

    private static Outline outline(List<Coordinate> closed, Set<Flaw> flaws) {
        if (closed.stream().anyMatch(point -> Math.abs(point.y) > 90 || Math.abs(point.x) > 540)) {
            return new Outline(null, flaws);
        }
        List<Coordinate> unrolled = distinct(unrolled(closed));
        List<Coordinate> smooth = withoutSpikes(unrolled);
        if (smooth.size() < 4) {
            // As for the whole world from -180 to 180: then the longitudes are meant as written.
            unrolled = distinct(closed);
            smooth = withoutSpikes(unrolled);
        }
        if (smooth.size() < unrolled.size()) flaws.add(Flaw.SPIKE);
        if (smooth.size() < 4) {
            flaws.remove(Flaw.SPIKE);
            flaws.add(Flaw.WITHOUT_SURFACE);
            return new Outline(null, flaws);
        }
        Polygon polygon = PolygonShape.GEOMETRY.createPolygon(smooth.toArray(Coordinate[]::new));
        if (!new IsValidOp(polygon).isValid()) {
            flaws.add(Flaw.CROSSES_ITSELF);
            return new Outline(null, flaws);
        }
        if (!(polygon.getArea() > 0)) {
            flaws.add(Flaw.WITHOUT_SURFACE);
            return new Outline(null, flaws);
        }
        return new Outline(new PolygonShape(polygon), flaws);
    }

    /// Without points written twice in a row.
    private static List<Coordinate> distinct(List<Coordinate> points) {
        List<Coordinate> distinct = new ArrayList<>();
        for (Coordinate point : points) {
            if (distinct.isEmpty() || !distinct.getLast().equals2D(point)) distinct.add(point);
        }
        return distinct;
    }

    /// Without points written twice and without the there-and-back of a line that encloses nothing.
    private static List<Coordinate> withoutSpikes(List<Coordinate> points) {
        List<Coordinate> smooth = new ArrayList<>();
        for (Coordinate point : points) {
            while (smooth.size() >= 2 && turnsBack(smooth.get(smooth.size() - 2), smooth.getLast(), point)) {
                smooth.removeLast();
            }
            if (smooth.isEmpty() || !smooth.getLast().equals2D(point)) smooth.add(point);
        }
        // The first point may be the tip of a spike itself.
        while (smooth.size() >= 4 && turnsBack(smooth.get(smooth.size() - 2), smooth.getFirst(), smooth.get(1))) {
            smooth.removeFirst();
            smooth.removeLast();
            if (!smooth.getFirst().equals2D(smooth.getLast())) smooth.add(smooth.getFirst());
        }
        return smooth;
    }

    /// Whether the way from the tip goes back over the way that led to it.
    private static boolean turnsBack(Coordinate from, Coordinate tip, Coordinate to) {
        if (Orientation.index(from, tip, to) != Orientation.COLLINEAR) return false;
        return (tip.x - from.x) * (to.x - tip.x) + (tip.y - from.y) * (to.y - tip.y) < 0;
    }

    /// Each edge goes the shorter way round the globe. A ring that does not come back then winds
    /// round a pole: the one its points lie nearer to.
    static List<Coordinate> unrolled(List<Coordinate> ring) {
        List<Coordinate> points = new ArrayList<>();
        points.add(ring.getFirst());
        int turns = 0;
        for (int i = 1; i < ring.size(); i++) {
            turns -= turns(ring.get(i).x - ring.get(i - 1).x);
            // Whole turns are added, never differences, so that equal corners stay exactly equal.
            points.add(new Coordinate(ring.get(i).x + 360.0 * turns, ring.get(i).y));
        }
        if (turns == 0) return points;
        double pole = points.stream().mapToDouble(point -> point.y).sum() >= 0 ? 90 : -90;
        points.add(new Coordinate(points.getLast().x, pole));
        points.add(new Coordinate(points.getFirst().x, pole));
        points.add(points.getFirst());
        return points;
    }

    /// How many whole turns lie between a difference in longitude and the shorter way.
    private static int turns(double difference) {
        return (int) (Math.signum(difference) * Math.ceil((Math.abs(difference) - 180) / 360));
    }
}
