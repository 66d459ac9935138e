package waywarden.intake;

/// How much an archive and everything nested in it may still unpack to: the guard against bombs,
/// overlapping entries included, because it counts what comes out against the size of what lies on the
/// disk.
final class UnpackBudget {

    /// Bytes that even the smallest archive may unpack to: short chats repeat themselves.
    private static final long LEAST = 1L << 20;

    private final long allowed;
    private long left;
    private int entriesLeft;
    private boolean overdrawn;

    UnpackBudget(long packedBytes, IntakeLimits limits) {
        allowed = Math.max(LEAST, Math.multiplyExact(packedBytes, (long) limits.archiveRatio()));
        left = allowed;
        entriesLeft = limits.archiveEntries();
    }

    long allowed() {
        return allowed;
    }

    /// Takes as many bytes; false once there are no more.
    boolean take(long bytes) {
        left -= bytes;
        return left >= 0;
    }

    boolean takeEntry() {
        return entriesLeft-- > 0;
    }

    /// True the first time only, so that it is said once.
    boolean overdrawnNow() {
        boolean first = !overdrawn;
        overdrawn = true;
        return first;
    }
}
