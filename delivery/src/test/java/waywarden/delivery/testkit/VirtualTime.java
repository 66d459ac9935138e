package waywarden.delivery.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import waywarden.delivery.Timekeeper;

/// Time that a test moves: a steady clock, and a wall clock that can leap apart from it.
public final class VirtualTime {

    public static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong skew = new AtomicLong();
    private final Timekeeper keeper;

    public VirtualTime() {
        this(Duration.ZERO);
    }

    /// @param wrong how far this machine's clock is off
    public VirtualTime(Duration wrong) {
        skew.set(wrong.toNanos());
        keeper = new Timekeeper(this::wall, nanos::get, BEGIN.plus(wrong), this::pass);
    }

    public long nanos() {
        return nanos.get();
    }

    public Timekeeper keeper() {
        return keeper;
    }

    public Instant wall() {
        return BEGIN.plusNanos(nanos.get() + skew.get());
    }

    public void pass(Duration duration) {
        nanos.addAndGet(Math.max(0, duration.toNanos()));
    }

    /// The wall clock leaps; the steady one does not.
    public void leap(Duration duration) {
        skew.addAndGet(duration.toNanos());
    }

    /// Since the beginning.
    public Duration elapsed() {
        return Duration.ofNanos(nanos.get());
    }
}
