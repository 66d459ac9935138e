package waywarden.advisory.area;

/// Where a warning holds, as a surface on the globe.
public sealed interface Shape permits PolygonShape, CircleShape {

    /// Whether the point lies within, its border included.
    ///
    /// @param latitude  in degrees
    /// @param longitude in degrees
    boolean covers(double latitude, double longitude);

    /// Whether any of the cell lies within.
    boolean meets(Cell cell);
}
