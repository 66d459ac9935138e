package waywarden.intake;

/// Bounds on everything in an export that can be long, so that no file can exhaust the machine.
///
/// @param fileBytes      most bytes of one file, or of one entry of an archive once unpacked
/// @param lineChars      most characters of one line; the rest of the line is left out and said so
/// @param messageChars   most characters of one message; the rest is left out and said so
/// @param messages       most messages of one file
/// @param nesting        deepest nesting of JSON, MIME parts or archives
/// @param archiveEntries most entries of one archive
/// @param archiveRatio   most unpacked bytes for one packed byte, over the whole archive
public record IntakeLimits(
        long fileBytes,
        int lineChars,
        int messageChars,
        long messages,
        int nesting,
        int archiveEntries,
        int archiveRatio) {

    private static final long MEBI = 1L << 20;

    public static final IntakeLimits STRICT = new IntakeLimits(16 * MEBI, 1 << 16, 1 << 14, 100_000, 32, 1_000, 100);
    public static final IntakeLimits DEFAULT =
            new IntakeLimits(2_048 * MEBI, 1 << 20, 1 << 16, 30_000_000, 64, 100_000, 200);
    public static final IntakeLimits GENEROUS =
            new IntakeLimits(16_384 * MEBI, 1 << 24, 1 << 20, 100_000_000, 256, 1_000_000, 1_000);
}
