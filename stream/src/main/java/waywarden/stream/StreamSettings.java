package waywarden.stream;

import java.io.Serializable;
import java.time.Duration;

/// How the job treats time, and what it tells.
///
/// @param lateness     how far behind the newest a message may come and still be put in its place; also how long a
///                     message waits at most
/// @param idle         a conversation of which nothing came for so long, by the machine's clock, is forgotten
/// @param everyMessage whether each message has an outcome, and not only those with findings or a change of concern
public record StreamSettings(Duration lateness, Duration idle, boolean everyMessage) implements Serializable {

    private static final long serialVersionUID = 1L;

    /// A minute of waiting, and a year and a month: approaches take months, and a posting has its anniversaries.
    public static final StreamSettings DEFAULT = new StreamSettings(Duration.ofMinutes(1), Duration.ofDays(400), false);

    public StreamSettings {
        if (lateness.isNegative()) throw new IllegalArgumentException("lateness is negative");
        if (idle.compareTo(lateness) <= 0) throw new IllegalArgumentException("idle is not longer than lateness");
    }
}
