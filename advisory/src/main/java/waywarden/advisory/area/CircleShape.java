package waywarden.advisory.area;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/// All points within a distance, over the globe: the date line and the poles are nothing special to
/// it.
///
/// @param latitude   of the centre, in degrees
/// @param longitude  of the centre, in degrees
/// @param kilometres radius
public record CircleShape(double latitude, double longitude, double kilometres) implements Shape {

    /// Mean radius of the earth in kilometres (IUGG).
    static final double EARTH = 6371.0088;

    public CircleShape {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 360) || !(kilometres >= 0)) {
            throw new IllegalArgumentException("no such circle on the globe");
        }
    }

    /// `lat,lon radius`, or null where it is none.
    static @Nullable CircleShape read(String written) {
        String[] parts = written.strip().split("\\s+", 3);
        if (parts.length != 2) return null;
        Coordinate centre = Ring.point(parts[0]);
        double radius = Ring.number(parts[1]);
        if (centre == null || Math.abs(centre.y) > 90 || Math.abs(centre.x) > 180 || !(radius >= 0)) return null;
        return new CircleShape(centre.y, centre.x, radius);
    }

    @Override
    public boolean covers(double lat, double lon) {
        return distance(latitude, longitude, lat, lon) <= kilometres;
    }

    /// The nearest point of a field lies on its border, or is the centre itself. Along a meridian the
    /// nearest point has a closed form; along a parallel the distance grows with the difference in
    /// longitude.
    @Override
    public boolean meets(Cell cell) {
        double offset = Cell.wrapped(longitude - cell.west());
        double along = offset < 0 ? offset + 360 : offset;
        double nearestLongitude = along <= Cell.SIZE ? longitude : nearerSide(cell);
        double nearestLatitude = along <= Cell.SIZE
                ? Math.clamp(latitude, cell.south(), cell.north())
                : nearestOnMeridian(nearestLongitude, cell);
        return covers(nearestLatitude, nearestLongitude)
                || covers(cell.south(), nearestLongitude)
                || covers(cell.north(), nearestLongitude);
    }

    private double nearerSide(Cell cell) {
        double west = Math.abs(Cell.wrapped(longitude - cell.west()));
        double east = Math.abs(Cell.wrapped(longitude - cell.east()));
        return west < east ? cell.west() : cell.east();
    }

    /// The foot of the perpendicular from the centre on a meridian, kept within the field.
    private double nearestOnMeridian(double meridian, Cell cell) {
        double apart = Math.toRadians(longitude - meridian);
        double foot = Math.toDegrees(
                Math.atan2(Math.sin(Math.toRadians(latitude)), Math.cos(Math.toRadians(latitude)) * Math.cos(apart)));
        return Math.clamp(foot, cell.south(), cell.north());
    }

    /// Great-circle distance in kilometres, by the haversine formula, which keeps its accuracy for
    /// near points.
    static double distance(double lat1, double lon1, double lat2, double lon2) {
        double halfLat = Math.sin(Math.toRadians(lat2 - lat1) / 2);
        double halfLon = Math.sin(Math.toRadians(lon2 - lon1) / 2);
        double a =
                halfLat * halfLat + Math.cos(Math.toRadians(lat1)) * Math.cos(Math.toRadians(lat2)) * halfLon * halfLon;
        return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(a)));
    }
}
