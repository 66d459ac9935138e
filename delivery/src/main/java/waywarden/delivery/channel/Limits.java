package waywarden.delivery.channel;

import java.time.Duration;

/// How hard a channel and each of its endpoints may be worked, and how long it is tried.
///
/// @param perSecond         of the whole channel
/// @param endpointPerSecond of each endpoint
/// @param burst             how many an endpoint takes at once before its pace holds
/// @param parallel          attempts under way at a time
/// @param firstWait         the ceiling of the wait after the first failure; each later is twice as high
/// @param longestWait       the highest ceiling
/// @param horizon           after the first attempt; then it is given up
/// @param oneServer         whether all endpoints hang on one server, so that they fail together
public record Limits(
        double perSecond,
        double endpointPerSecond,
        int burst,
        int parallel,
        Duration firstWait,
        Duration longestWait,
        Duration horizon,
        boolean oneServer) {

    public Limits {
        if (!(perSecond > 0 && endpointPerSecond > 0) || burst < 1 || parallel < 1) {
            throw new IllegalArgumentException("a channel’s limits are above zero");
        }
    }
}
