package waywarden.advisory.area;

/// A rough place: a field of half a degree each way (some fifty kilometres), so that no one's address
/// is ever held.
///
/// @param south latitude of the southern border, a multiple of half a degree
/// @param west  longitude of the western border, a multiple of half a degree, from -180 to below 180
public record Cell(double south, double west) {

    /// Degrees each way.
    public static final double SIZE = 0.5;

    public Cell {
        if (!(south >= -90 && south <= 90 - SIZE && west >= -180 && west < 180)) {
            throw new IllegalArgumentException("no such field of the globe");
        }
        if (south % SIZE != 0 || west % SIZE != 0) {
            throw new IllegalArgumentException("a field's corner lies on half degrees");
        }
    }

    /// The field that a point lies in; the point itself is forgotten.
    public static Cell around(double latitude, double longitude) {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 360)) {
            throw new IllegalArgumentException("latitude is from -90 to 90 and longitude from -180 to 180");
        }
        double south = Math.min(Math.floor(latitude / SIZE) * SIZE, 90 - SIZE);
        double west = Math.floor(wrapped(longitude) / SIZE) * SIZE;
        return new Cell(south, west);
    }

    /// The same longitude from -180 to below 180.
    static double wrapped(double longitude) {
        double turned = (longitude + 180) % 360;
        return (turned < 0 ? turned + 360 : turned) - 180;
    }

    double north() {
        return south + SIZE;
    }

    double east() {
        return west + SIZE;
    }
}
