package waywarden.desk.issuing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import waywarden.desk.Warning;
import waywarden.desk.store.Warnings;

/// What went out at once must be confirmed by somebody who had no part in it, within a while; after
/// that the desk is called, again and again, until somebody has.
public final class AfterChecks implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration RING_AGAIN = Duration.ofMinutes(5);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Warnings warnings;
    private final Duration within;
    private final InstantSource clock;
    private final Consumer<Warning> bell;
    /// When each was last rung for. A service that starts anew rings at once.
    private final Map<String, Instant> rung = new HashMap<>();
    private final Thread thread;

    private AfterChecks(
            Warnings warnings, Duration within, InstantSource clock, Consumer<Warning> bell, boolean watch) {
        this.warnings = warnings;
        this.within = within;
        this.clock = clock;
        this.bell = bell;
        thread = Thread.ofPlatform().name("after-checks").daemon().unstarted(this::watch);
        if (watch) thread.start();
    }

    /// Starts looking.
    ///
    /// @param within how long a check may take
    /// @param bell   rung for each that is late
    public static AfterChecks start(Warnings warnings, Duration within, InstantSource clock, Consumer<Warning> bell) {
        return new AfterChecks(warnings, within, clock, bell, true);
    }

    /// The same, looking only when it is told to.
    static AfterChecks still(Warnings warnings, Duration within, InstantSource clock, Consumer<Warning> bell) {
        return new AfterChecks(warnings, within, clock, bell, false);
    }

    /// Those that nobody has confirmed in time, the oldest first.
    public List<Warning> overdue() {
        Instant latest = clock.instant().minus(within);
        return warnings.awaitingAfterCheck().stream()
                .filter(warning ->
                        warning.issue() != null && !warning.issue().at().isAfter(latest))
                .toList();
    }

    /// Rings for each that is overdue and was not rung for of late.
    void turn() {
        Instant now = clock.instant();
        List<Warning> overdue = overdue();
        rung.keySet().retainAll(overdue.stream().map(Warning::id).toList());
        for (Warning warning : overdue) {
            Instant last = rung.get(warning.id());
            if (last != null && now.isBefore(last.plus(RING_AGAIN))) continue;
            rung.put(warning.id(), now);
            bell.accept(warning);
        }
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    turn();
                } catch (DataAccessException | TransactionException e) {
                    // The database does not answer; the next look finds what this one did not.
                    Thread.onSpinWait();
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
