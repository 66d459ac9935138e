package waywarden.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import waywarden.advisory.audience.Audience;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Reach.Reached;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Scope;
import waywarden.advisory.cap.Alert.Status;
import waywarden.delivery.Subscriber.Kind;

/// Finds those to whom a message goes.
final class Recipients {

    private final JdbcTemplate template;

    Recipients(Database database) {
        template = new JdbcTemplate(database.source());
    }

    /// @param holders who must hear of it because they have an earlier version
    List<Recipient> of(Alert alert, long advisory, Map<Long, Set<String>> holders, Instant now) {
        Set<Long> chosen = new TreeSet<>(holders.keySet());
        @Nullable Set<String> countries = Deliveries.countries(alert);
        String within = within(countries);
        Object[] codes = countries == null ? new Object[0] : countries.toArray();
        if (alert.messageType() != MessageType.CANCEL) choose(alert, within, codes, now, chosen);
        Map<Long, List<Recipient.Route>> routes = routes(within, codes, advisory);
        List<Recipient> recipients = new ArrayList<>(chosen.size());
        for (long number : chosen) recipients.add(new Recipient(number, routes.getOrDefault(number, List.of())));
        return recipients;
    }

    private void choose(Alert alert, String within, Object[] codes, Instant now, Set<Long> chosen) {
        Audience audience = Audience.of(alert);
        template.query(
                "select number, kind, profile from subscriber where left_at is null and (kind = 'OUTLET' or number in ("
                        + within + "))",
                row -> {
                    Person person = Profiles.read(row.getString(3));
                    boolean outlet = Kind.valueOf(row.getString(2)) == Kind.OUTLET;
                    boolean concerned = outlet
                            ? passesOn(alert, audience, person, now)
                            : audience.reach(person, now) instanceof Reached;
                    if (concerned) chosen.add(row.getLong(1));
                },
                codes);
    }

    /// Outlets speak to everybody, so they get only what is meant for everybody.
    private static boolean passesOn(Alert alert, Audience audience, Person outlet, Instant now) {
        if (alert.scope() != Scope.PUBLIC) return false;
        if (alert.status() != Status.ACTUAL && !outlet.exercises()) return false;
        return outlet.stays().isEmpty() || audience.reach(outlet, now) instanceof Reached;
    }

    private Map<Long, List<Recipient.Route>> routes(String within, Object[] codes, long advisory) {
        Map<Long, List<Recipient.Route>> routes = new HashMap<>();
        Object[] params = java.util.Arrays.copyOf(codes, codes.length + 1);
        params[codes.length] = advisory;
        template.query(
                "select subscriber, channel, endpoint from address where ended is null and (subscriber in (" + within
                        + ") or subscriber in (select number from subscriber where kind = 'OUTLET') or subscriber in"
                        + " (select subscriber from delivery where advisory = ?)) order by subscriber, preference",
                row -> {
                    routes.computeIfAbsent(row.getLong(1), k -> new ArrayList<>(2))
                            .add(new Recipient.Route(row.getString(2), row.getLong(3)));
                },
                params);
        return routes;
    }

    private static String within(@Nullable Set<String> countries) {
        if (countries == null) return "select number from subscriber";
        // No country at all still asks for one that nobody is in.
        String marks =
                countries.isEmpty() ? "''" : String.join(", ", java.util.Collections.nCopies(countries.size(), "?"));
        return "select subscriber from subscriber_country where country in (" + marks + ")";
    }
}
