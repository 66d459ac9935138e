package waywarden.delivery;

import java.util.List;

/// Somebody to be sent a message, and the ways to her, the one she prefers first.
record Recipient(long number, List<Route> routes) {

    record Route(String channel, long endpoint) {}

    Recipient {
        routes = List.copyOf(routes);
    }
}
