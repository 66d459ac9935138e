package waywarden.advisory.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Reference;
import waywarden.advisory.cap.Alert.Status;

/// What holds, of all messages received so far. Messages that refer to each other make a chain; the
/// last one sent speaks for it, and a withdrawal ends it for good. The answer hangs on the messages
/// alone, never on the order in which they came: an Update that comes before its Alert, or a Cancel
/// before either, changes nothing in the end.
///  Only messages of one sender, proved in the same way, make a chain: nobody can change or withdraw
/// another's warning, and an unsigned message cannot touch a signed one.
public final class Chains {

    /// A message from further in the future has a wrong clock or an ill purpose.
    private static final Duration SKEW = Duration.ofHours(1);

    private final Map<Key, Alert> byKey;

    private Chains(Map<Key, Alert> byKey) {
        this.byKey = byKey;
    }

    public static Chains empty() {
        return new Chains(Map.of());
    }

    /// A message's name, with the moment apart from how it was written.
    private record Key(String authority, String sender, String identifier, Instant sent) {
        static Key of(String authority, Reference reference) {
            return new Key(
                    authority,
                    reference.sender(),
                    reference.identifier(),
                    reference.sent().toInstant());
        }
    }

    /// What receiving a message came to.
    public sealed interface Receipt {

        Chains chains();

        /// The message is new.
        record Taken(Chains chains) implements Receipt {}

        /// The very same was here already; nothing changes.
        record Replayed(Chains chains) implements Receipt {}

        /// Another message goes by the same name; the one received first stays.
        record Contradicts(Chains chains) implements Receipt {}

        /// It says that it was sent in the future.
        record FromTheFuture(Chains chains) implements Receipt {}

        /// It is no warning: an acknowledgement, an error report, a draft.
        record NotAWarning(Chains chains) implements Receipt {}
    }

    /// @param authority who proved to have sent it: a trusted issuer's name or a key's fingerprint;
    ///                  empty where nobody did
    public Receipt receive(Alert alert, String authority, Instant now) {
        boolean warning = alert.messageType() != MessageType.ACK
                && alert.messageType() != MessageType.ERROR
                && alert.status() != Status.DRAFT
                && alert.status() != Status.SYSTEM;
        if (!warning) return new Receipt.NotAWarning(this);
        if (alert.sent().toInstant().isAfter(now.plus(SKEW))) return new Receipt.FromTheFuture(this);
        Key key = Key.of(authority, alert.reference());
        Alert known = byKey.get(key);
        if (known != null) return known.equals(alert) ? new Receipt.Replayed(this) : new Receipt.Contradicts(this);
        Map<Key, Alert> more = new HashMap<>(byKey);
        more.put(key, alert);
        return new Receipt.Taken(new Chains(more));
    }

    /// One warning from its first message to its last.
    ///
    /// @param messages  in the order they were sent
    /// @param withdrawn whether it was cancelled
    public record Chain(List<Alert> messages, boolean withdrawn) {
        public Chain {
            messages = List.copyOf(messages);
        }

        /// What speaks for the chain: its last message, or the withdrawal.
        public Alert last() {
            return messages.getLast();
        }
    }

    /// Every chain, the one with the newest message first.
    public List<Chain> all() {
        Map<Key, Key> leader = new HashMap<>();
        for (Map.Entry<Key, Alert> entry : byKey.entrySet()) {
            for (Reference reference : entry.getValue().references()) {
                Key named = Key.of(entry.getKey().authority(), reference);
                // A name not yet received joins those that speak of it all the same.
                if (named.sender().equals(entry.getKey().sender())) join(leader, entry.getKey(), named);
            }
        }
        Map<Key, List<Alert>> groups = new HashMap<>();
        byKey.forEach((key, alert) -> groups.computeIfAbsent(root(leader, key), k -> new ArrayList<>())
                .add(alert));
        return groups.values().stream()
                .map(Chains::chain)
                .sorted(Comparator.comparing(Chain::last, ORDER).reversed())
                .toList();
    }

    /// Later speaks for earlier; at the same moment a Cancel speaks last, then an Update.
    private static final Comparator<Alert> ORDER = Comparator.comparing(
                    (Alert alert) -> alert.sent().toInstant())
            .thenComparing(Alert::messageType)
            .thenComparing(Alert::sender)
            .thenComparing(Alert::identifier);

    /// A Cancel ends the chain whatever is sent after it: who withdraws in error sends a new Alert.
    private static Chain chain(Collection<Alert> messages) {
        List<Alert> ordered = messages.stream().sorted(ORDER).toList();
        Optional<Alert> cancel = ordered.stream()
                .filter(alert -> alert.messageType() == MessageType.CANCEL)
                .findFirst();
        if (cancel.isEmpty()) return new Chain(ordered, false);
        return new Chain(ordered.subList(0, ordered.indexOf(cancel.get()) + 1), true);
    }

    /// What holds now: of each chain that is not withdrawn the last message, while it has not
    /// expired.
    public List<Alert> holding(Instant now) {
        return all().stream()
                .filter(chain -> !chain.withdrawn())
                .map(Chain::last)
                .filter(alert -> alert.messageType() != MessageType.CANCEL && !expired(alert, now))
                .toList();
    }

    /// Names that messages speak of and that have not come: the reader may want to fetch them.
    public Set<Reference> missing() {
        Map<Key, Reference> missing = new HashMap<>();
        byKey.forEach((key, alert) -> {
            for (Reference reference : alert.references()) {
                Key named = Key.of(key.authority(), reference);
                boolean own = reference.sender().equals(alert.sender());
                if (own && !byKey.containsKey(named)) missing.put(named, reference);
            }
        });
        return Set.copyOf(missing.values());
    }

    public int size() {
        return byKey.size();
    }

    private static boolean expired(Alert alert, Instant now) {
        return !alert.infos().isEmpty()
                && alert.infos().stream()
                        .map(Info::expires)
                        .allMatch(expires ->
                                expires != null && !expires.toInstant().isAfter(now));
    }

    private static void join(Map<Key, Key> leader, Key one, Key other) {
        Key first = root(leader, one);
        Key second = root(leader, other);
        if (!first.equals(second)) leader.put(first, second);
    }

    private static Key root(Map<Key, Key> leader, Key key) {
        Key root = key;
        for (Key next = leader.get(root); next != null; next = leader.get(root)) root = next;
        while (!key.equals(root)) {
            Key next = leader.getOrDefault(key, root);
            leader.put(key, root);
            key = next;
        }
        return root;
    }
}
