package waywarden.advisory.xml;

/// Bounds on a document, so that none can exhaust the machine.
///
/// @param bytes    most bytes of the document
/// @param depth    deepest nesting of elements
/// @param elements most elements
/// @param points   most pairs of coordinates, counted before any geometry is built
public record XmlLimits(int bytes, int depth, int elements, int points) {

    private static final int MEBI = 1 << 20;

    /// Several times the largest message seen from a real issuer.
    public static final XmlLimits MESSAGE = new XmlLimits(4 * MEBI, 32, 50_000, 150_000);

    /// A feed holds many messages.
    public static final XmlLimits FEED = new XmlLimits(16 * MEBI, 48, 400_000, 600_000);
}
