package waywarden.delivery;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How delivery works here.
///
/// @param lease      for which a worker holds a row; attempts must end well before
/// @param idle       how often an idle lane looks; waking it is quicker
/// @param answerWait after an urgent warning was sent, until the next channel is tried
/// @param ringAgain  how often the desk is called until somebody comes
/// @param site       where people reach the desk, with a slash at the end; null if they cannot
public record WorkerSettings(
        Duration lease,
        Duration idle,
        Duration answerWait,
        Duration ringAgain,
        @Nullable URI site) {

    public WorkerSettings {
        if (!lease.isPositive() || !idle.isPositive()) throw new IllegalArgumentException("times are above zero");
        if (site != null && !site.toString().endsWith("/")) {
            throw new IllegalArgumentException("the site’s address ends with a slash");
        }
    }

    /// The usual times.
    public static WorkerSettings at(@Nullable URI site) {
        return new WorkerSettings(
                Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofMinutes(10), Duration.ofMinutes(5), site);
    }
}
