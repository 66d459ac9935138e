package waywarden.advisory.area;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/// A polygon as CAP writes it: points of latitude and longitude in degrees (WGS 84).
///
/// @param points longitude in x, latitude in y
/// @param flaw   why some of it could not be read; null where all could
/// @param closed whether it came back to its first point
record Ring(List<Coordinate> points, @Nullable Flaw flaw, boolean closed) {

    enum Flaw {
        EMPTY,
        NOT_A_PAIR,
        OUT_OF_RANGE
    }

    Ring {
        points = List.copyOf(points);
    }

    static Ring read(String written) {
        List<Coordinate> points = new ArrayList<>();
        Flaw flaw = null;
        int from = 0;
        while (true) {
            while (from < written.length() && isBlank(written.charAt(from))) from++;
            if (from == written.length()) break;
            int to = from;
            while (to < written.length() && !isBlank(written.charAt(to))) to++;
            Coordinate point = point(written.substring(from, to));
            if (point == null) return new Ring(List.of(), Flaw.NOT_A_PAIR, false);
            if (Math.abs(point.y) > 90 || Math.abs(point.x) > 180) flaw = Flaw.OUT_OF_RANGE;
            points.add(point);
            from = to;
        }
        if (points.isEmpty()) return new Ring(List.of(), Flaw.EMPTY, false);
        boolean closed = points.getFirst().equals2D(points.getLast());
        return new Ring(points, flaw, closed);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    /// `lat,lon`, or null.
    static @Nullable Coordinate point(String written) {
        int comma = written.indexOf(',');
        if (comma <= 0 || written.indexOf(',', comma + 1) >= 0) return null;
        double lat = number(written.substring(0, comma));
        double lon = number(written.substring(comma + 1));
        return Double.isNaN(lat) || Double.isNaN(lon) ? null : new Coordinate(lon, lat);
    }

    /// Plain decimals only: Java would also read `NaN`, `0x1p3` and `1d`.
    static double number(String written) {
        if (written.isEmpty() || written.length() > 40) return Double.NaN;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            boolean sign = (c == '-' || c == '+') && i == 0;
            if ((c < '0' || c > '9') && c != '.' && !sign) return Double.NaN;
        }
        try {
            return Double.parseDouble(written);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
