package waywarden.desk.issuing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import waywarden.desk.Warning;
import waywarden.desk.store.Warnings;

/// What went out at once must be confirmed by somebody who had no part in it, within a while; after
/// that the desk is called, again and again, until somebody has.
public final class AfterChecks {

    private static final Duration RING_AGAIN = Duration.ofMinutes(5);

    private final Warnings warnings;
    private final Duration within;
    private final InstantSource clock;
    private final Consumer<Warning> bell;
    /// When each was last rung for. A service that starts anew rings at once.
    private final Map<String, Instant> rung = new HashMap<>();

    /// @param within how long a check may take
    /// @param bell   rung for each that is late, whenever [#turn] finds it so
    public AfterChecks(Warnings warnings, Duration within, InstantSource clock, Consumer<Warning> bell) {
        this.warnings = warnings;
        this.within = within;
        this.clock = clock;
        this.bell = bell;
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
    public void turn() {
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
}
