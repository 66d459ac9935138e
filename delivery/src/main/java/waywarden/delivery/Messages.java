package waywarden.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.CapReader;

/// Issued messages, read once. They never change, so those used last are kept. Thread-safe.
final class Messages {

    private static final int KEPT = 200;

    private final JdbcClient client;
    private final Map<Key, Message> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Message> eldest) {
            return size() > KEPT;
        }
    };

    Messages(Database database) {
        client = database.client();
    }

    private record Key(long advisory, int version) {}

    /// @param name    of the advisory, as its issuer calls it
    /// @param infos   its own; those of the version before for a Cancel that has none
    /// @param expires when nothing of it is sent any more
    record Message(String name, Alert alert, List<Info> infos, Instant expires, byte[] original) {
        boolean isCancel() {
            return alert.messageType() == Alert.MessageType.CANCEL;
        }
    }

    Message of(long advisory, int version) {
        Key key = new Key(advisory, version);
        synchronized (kept) {
            Message known = kept.get(key);
            if (known != null) return known;
        }
        Message read = read(advisory, version);
        synchronized (kept) {
            kept.put(key, read);
        }
        return read;
    }

    private Message read(long advisory, int version) {
        return client.sql(
                        "select a.id, m.original, m.expires_at from message m join advisory a on a.number = m.advisory"
                                + " where m.advisory = ? and m.version = ?")
                .params(advisory, version)
                .query((row, i) -> {
                    byte[] original = row.getBytes(2);
                    Alert alert = CapReader.read(original).alert();
                    if (alert == null) throw new UnusableDatabase("an issued message is no longer readable");
                    List<Info> infos = alert.infos().isEmpty() && version > 1
                            ? of(advisory, version - 1).infos()
                            : alert.infos();
                    return new Message(row.getString(1), alert, infos, Instant.ofEpochMilli(row.getLong(3)), original);
                })
                .single();
    }
}
