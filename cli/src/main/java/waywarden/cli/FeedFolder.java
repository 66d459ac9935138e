package waywarden.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.feed.WarningFolder;

/// A folder that a feed is fetched into: a file for each warning, byte for byte as it came, and
/// `feed.json` with what is needed to ask only for what is new. A warning that its feed no longer
/// lists stays until it has expired.
final class FeedFolder {

    /// Most warnings that are kept; the oldest go first.
    private static final int MOST = 2_000;

    private static final String STATE = "feed.json";
    private static final int NAME_BYTES = 12;
    private static final int LONGEST_STATE = 4 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    /// What is remembered of a feed.
    ///
    /// @param address  of the feed
    /// @param etag     of its last answer
    /// @param modified of its last answer
    /// @param pending  links that are still to be fetched
    /// @param taken    links whose warning is here
    record State(String address, String etag, String modified, List<String> pending, List<String> taken) {
        State {
            pending = List.copyOf(pending);
            taken = List.copyOf(taken);
        }

        static State of(String address) {
            return new State(address, "", "", List.of(), List.of());
        }
    }

    private final Path folder;

    FeedFolder(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /// What is remembered of this feed: nothing where another was fetched into the folder, or the file is damaged.
    State state(String address) throws IOException {
        Path file = folder.resolve(STATE);
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_STATE) return State.of(address);
        try {
            State state = JSON.readValue(Files.readAllBytes(file), State.class);
            return state.address.equals(address) ? state : State.of(address);
        } catch (JacksonException e) {
            return State.of(address);
        }
    }

    void write(State state) throws IOException {
        put(STATE, JSON.writeValueAsBytes(state));
    }

    /// Keeps a warning, unless it has expired.
    ///
    /// @return whether it is new here
    boolean put(CapReading warning, Instant now) throws IOException {
        Alert alert = warning.alert();
        if (alert == null || isOver(alert, now)) return false;
        String name = hash(alert.sender() + "\n" + alert.identifier() + "\n"
                        + alert.sent().toInstant()) + ".xml";
        if (Files.exists(folder.resolve(name))) return false;
        put(name, warning.original());
        return true;
    }

    private void put(String name, byte[] content) throws IOException {
        Path part = folder.resolve(name + ".part");
        Files.write(part, content);
        Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Deletes what has expired, and the oldest where there are too many.
    ///
    /// @return how many warnings are left
    int tidy(Instant now) throws IOException {
        Map<Instant, List<Path>> bySent = new TreeMap<>();
        int count = 0;
        for (Path file : WarningFolder.files(folder)) {
            Alert alert = CapReader.read(Files.readAllBytes(file)).alert();
            if (alert == null) continue;
            if (isOver(alert, now)) {
                Files.delete(file);
                continue;
            }
            bySent.computeIfAbsent(alert.sent().toInstant(), sent -> new ArrayList<>())
                    .add(file);
            count++;
        }
        for (List<Path> files : bySent.values()) {
            for (Path file : files) if (count > MOST && count-- > 0) Files.delete(file);
        }
        return count;
    }

    private static boolean isOver(Alert alert, Instant now) {
        return !alert.infos().isEmpty()
                && alert.infos().stream()
                        .map(Info::expires)
                        .allMatch(expires ->
                                expires != null && expires.toInstant().isBefore(now));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
