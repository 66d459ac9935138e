package waywarden.stream;

import org.jspecify.annotations.Nullable;

/// What a source makes of one record: a message, a fault, or a message of which not all was kept.
public record Arrival(
        @Nullable IncomingMessage message, @Nullable Fault fault) {

    static Arrival of(IncomingMessage message) {
        return new Arrival(message, null);
    }

    static Arrival of(Fault fault) {
        return new Arrival(null, fault);
    }
}
