package waywarden.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;
import waywarden.delivery.channel.Limits;

/// How long to wait after a failure: exponential with full jitter, so that those who failed together
/// do not come back together. Source: Brooker, "Exponential Backoff and Jitter", AWS Architecture
/// Blog, 2015.
final class Backoff {

    /// Beyond this many doublings every ceiling is the longest.
    private static final int DOUBLINGS = 30;

    private Backoff() {}

    /// The longest that the wait after this many failures can be.
    static Duration ceiling(Limits limits, int failures) {
        long factor = 1L << Math.min(DOUBLINGS, Math.max(0, failures - 1));
        Duration ceiling = limits.firstWait().multipliedBy(factor);
        return ceiling.compareTo(limits.longestWait()) > 0 ? limits.longestWait() : ceiling;
    }

    /// Uniform from nothing to the ceiling.
    static Duration wait(Limits limits, int failures, RandomGenerator random) {
        long nanos = ceiling(limits, failures).toNanos();
        return Duration.ofNanos(random.nextLong(nanos + 1));
    }
}
