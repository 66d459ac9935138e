package waywarden.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Time as delivery counts it. Waits, leases and retries run on the steady clock, set once by the
/// wall clock, so that a leap of the wall clock moves none of them. Only what the world outside means
/// by a moment, such as a warning's end, is asked of the wall clock.
public final class Timekeeper {

    private final InstantSource wall;
    private final Sleeper sleeper;
    private final LongSupplier nanos;
    private final Instant anchor;
    private final long started;

    /// How a thread waits.
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    /// @param wall    the wall clock
    /// @param nanos   a clock that never leaps and never goes back
    /// @param now     what the steady time begins with
    /// @param sleeper how to wait on the steady clock
    public Timekeeper(InstantSource wall, LongSupplier nanos, Instant now, Sleeper sleeper) {
        this.wall = wall;
        this.nanos = nanos;
        this.sleeper = sleeper;
        anchor = now;
        started = nanos.getAsLong();
    }

    public static Timekeeper system() {
        return new Timekeeper(InstantSource.system(), System::nanoTime, Instant.now(), Thread::sleep);
    }

    /// Set by the database server's clock where there is one, so that workers on several machines
    /// agree although their own clocks do not; else never earlier than what was last written down, so
    /// that a clock set back between two runs holds nothing up.
    public static Timekeeper of(Database database) {
        return of(database, InstantSource.system(), System::nanoTime, Thread::sleep);
    }

    static Timekeeper of(Database database, InstantSource wall, LongSupplier nanos, Sleeper sleeper) {
        boolean server = database.dialect() == Dialect.POSTGRESQL;
        long known = database.client()
                .sql(
                        server
                                ? "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)"
                                : "select max(coalesce((select at from attempt order by id desc limit 1), 0),"
                                        + " coalesce((select max(issued_at) from message), 0))")
                .query(Long.class)
                .single();
        Instant written = Instant.ofEpochMilli(known);
        return new Timekeeper(
                wall, nanos, server || written.isAfter(wall.instant()) ? written : wall.instant(), sleeper);
    }

    /// Steady: never goes back, never leaps.
    public Instant now() {
        return anchor.plusNanos(nanos.getAsLong() - started);
    }

    void sleep(Duration duration) throws InterruptedException {
        sleeper.sleep(duration);
    }

    public long nanos() {
        return nanos.getAsLong();
    }

    /// Whether a moment the world agrees on has come, by either clock.
    public boolean isPast(Instant moment) {
        return !wall.instant().isBefore(moment) || !now().isBefore(moment);
    }

    public Duration since(long nanos) {
        return Duration.ofNanos(this.nanos.getAsLong() - nanos);
    }
}
