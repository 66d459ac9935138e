package waywarden.advisory.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.advisory.cap.Alert.Status;

/// Joins warnings that say the same, so that it is shown once, with all who say it: those that name a
/// common incident, say the same words, or warn of the same pattern for an overlapping place, while
/// they hold at one time. An exercise is never joined with what is real.
public final class SameThing {

    private SameThing() {}

    /// @param trusted which messages may lead: one that is not verified never hides one that is
    public static List<Notice> group(List<Alert> alerts, Predicate<Alert> trusted) {
        int[] leader = IntStream.range(0, alerts.size()).toArray();
        Map<String, List<Integer>> byKey = new HashMap<>();
        for (int i = 0; i < alerts.size(); i++) {
            for (String key : keys(alerts.get(i))) {
                byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
            }
        }
        for (List<Integer> same : byKey.values()) join(alerts, same, leader);
        Map<Integer, List<Alert>> groups = new LinkedHashMap<>();
        for (int i = 0; i < alerts.size(); i++) {
            groups.computeIfAbsent(root(leader, i), k -> new ArrayList<>()).add(alerts.get(i));
        }
        return groups.values().stream()
                .map(group -> new Notice(lead(group, trusted), group))
                .toList();
    }

    /// Messages of one key in the order they begin: each is joined with what still holds when it
    /// begins.
    private static void join(List<Alert> alerts, List<Integer> same, int[] leader) {
        List<Integer> ordered = same.stream()
                .sorted(Comparator.comparing((Integer i) -> begins(alerts.get(i))))
                .toList();
        Instant until = Instant.MIN;
        int holding = -1;
        for (int i : ordered) {
            Alert alert = alerts.get(i);
            if (holding >= 0 && begins(alert).isBefore(until)) leader[root(leader, i)] = root(leader, holding);
            else until = Instant.MIN;
            holding = i;
            if (ends(alert).isAfter(until)) until = ends(alert);
        }
    }

    private static int root(int[] leader, int i) {
        int root = i;
        while (leader[root] != root) root = leader[root];
        while (leader[i] != root) {
            int next = leader[i];
            leader[i] = root;
            i = next;
        }
        return root;
    }

    private static Set<String> keys(Alert alert) {
        String kind = alert.status() == Status.ACTUAL ? "actual" : "exercise";
        Set<String> keys = new HashSet<>();
        alert.incidents().forEach(incident -> keys.add(kind + "\nincident\n" + incident));
        for (Info info : alert.infos()) {
            String headline = info.headline();
            if (headline != null) {
                keys.add(kind + "\nwords\n" + folded(info.event()) + "\n" + folded(headline) + "\n"
                        + folded(info.description() == null ? "" : info.description()));
            }
            info.eventCode(Targets.PATTERN).ifPresent(pattern -> {
                String audience = new java.util.TreeSet<>(info.parameter(Targets.SECTOR)).toString();
                places(alert)
                        .forEach(place -> keys.add(kind + "\npattern\n" + pattern + "\n" + audience + "\n" + place));
            });
        }
        return keys;
    }

    private static Set<String> places(Alert alert) {
        Targets targets = Targets.of(alert);
        Set<String> places = new HashSet<>(targets.countries());
        if (targets.world()) places.add(Targets.WORLD);
        return places;
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /// The gravest of those trusted, and of these the newest; the identifier decides the rest, so
    /// that the order of arrival does not.
    private static Alert lead(List<Alert> group, Predicate<Alert> trusted) {
        return group.stream()
                .min(Comparator.comparing((Alert alert) -> !trusted.test(alert))
                        .thenComparing(SameThing::gravest)
                        .thenComparing(Comparator.comparing(
                                        (Alert alert) -> alert.sent().toInstant())
                                .reversed())
                        .thenComparing(Alert::sender)
                        .thenComparing(Alert::identifier))
                .orElseThrow();
    }

    private static Severity gravest(Alert alert) {
        return alert.infos().stream()
                .map(Info::severity)
                .min(Comparator.naturalOrder())
                .orElse(Severity.UNKNOWN);
    }

    private static Instant begins(Alert alert) {
        return alert.infos().stream()
                .map(info -> info.effective() == null ? alert.sent() : info.effective())
                .map(time -> time.toInstant())
                .min(Comparator.naturalOrder())
                .orElse(alert.sent().toInstant());
    }

    private static Instant ends(Alert alert) {
        return alert.infos().stream()
                .map(info ->
                        info.expires() == null ? Instant.MAX : info.expires().toInstant())
                .max(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /// Who says it, for the reader.
    public static List<String> sources(Notice notice) {
        return notice.all().stream().map(Alert::sender).distinct().sorted().collect(Collectors.toList());
    }
}
