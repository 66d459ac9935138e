package waywarden.desk.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import waywarden.conversation.WaywardenException;
import waywarden.desk.Content.Sender;
import waywarden.desk.taking.Source;

/// The settings of a desk, from `desk.yaml` in its folder. All may be left out.
///
/// @param publicAddress how the outside reaches the desk, without a slash at its end; null where only
///                      this machine does
/// @param bind          the address of this machine it listens on
/// @param key           PKCS #12 keystore to sign with; null for the one in the folder
/// @param alias         of the key in it; null where there is only one
/// @param database      null for the file in the folder
/// @param afterCheck    within which what went out at once is to be confirmed
/// @param feeds         of others, that are taken in
public record DeskFile(
        Sender sender,
        @Nullable URI publicAddress,
        String bind,
        int port,
        @Nullable Path key,
        @Nullable String alias,
        @Nullable Server database,
        @Nullable Oidc oidc,
        Duration afterCheck,
        List<Source> feeds,
        JsonNode channels) {

    public DeskFile {
        feeds = List.copyOf(feeds);
    }

    public static final int USUAL_PORT = 7340;

    private static final int USUAL_AFTER_CHECK = 30;
    private static final int LONGEST_AFTER_CHECK = 1_440;

    private static final Set<String> KEYS = Set.of(
            "sender",
            "name",
            "public",
            "bind",
            "port",
            "key",
            "alias",
            "database",
            "oidc",
            "after-check-minutes",
            "feeds",
            "channels");

    private static final int USUAL_FEED_MINUTES = 15;
    private static final int SHORTEST_FEED_MINUTES = 2;
    private static final int LONGEST_FEED_MINUTES = 1_440;
    private static final int MOST_FEEDS = 20;
    private static final Pattern SENDER = Pattern.compile("[^\\s,<&]{3,200}");

    /// A PostgreSQL server. Its password lies in a file of its own.
    public record Server(
            String url, @Nullable String user, @Nullable Path passwordFile) {}

    /// An identity provider.
    ///
    /// @param issuer its address
    /// @param claim  that holds the account's name
    public record Oidc(String issuer, String clientId, Path clientSecretFile, String claim) {}

    /// @throws UnusableDeskFile if it has faults; all are named
    public static DeskFile read(Path file) throws IOException {
        if (!Files.exists(file)) return of(new YAMLMapper().createObjectNode(), file);
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readAllBytes(file));
            return of(root.isMissingNode() || root.isNull() ? new YAMLMapper().createObjectNode() : root, file);
        } catch (JacksonException e) {
            throw new UnusableDeskFile(file + ": line " + e.getLocation().getLineNr() + " is not well-formed YAML");
        }
    }

    private static DeskFile of(JsonNode root, Path file) {
        Reading reading = new Reading(file);
        reading.known("", root, KEYS);
        String sender = root.path("sender").asString("desk@localhost");
        if (!SENDER.matcher(sender).matches()) reading.complain("`sender` holds no blanks, commas, < or &");
        String name = root.path("name").asString("Waywarden");
        if (name.isBlank() || name.length() > 200) reading.complain("`name` has 1 to 200 characters");
        int port = root.path("port").asInt(USUAL_PORT);
        if (port < 0 || port > 65_535) reading.complain("`port` is 1 to 65535");
        int check = root.path("after-check-minutes").asInt(USUAL_AFTER_CHECK);
        if (check < 1 || check > LONGEST_AFTER_CHECK) reading.complain("`after-check-minutes` is 1 to 1440");
        URI address = reading.address(root, "public");
        String bind = root.path("bind").asString("127.0.0.1");
        if (!isLoopback(bind) && (address == null || !"https".equals(address.getScheme()))) {
            reading.complain("`bind` opens the desk to other machines; then `public` must be its https:// address,"
                    + " and a server in front of it must speak TLS");
        }
        JsonNode channels = root.path("channels");
        DeskFile read = new DeskFile(
                new Sender(sender, name),
                address,
                bind,
                port,
                reading.path(root, "key"),
                root.hasNonNull("alias") ? root.path("alias").asString("") : null,
                reading.database(root.path("database")),
                reading.oidc(root.path("oidc")),
                Duration.ofMinutes(check),
                reading.feeds(root.path("feeds")),
                channels.isObject() ? channels : new JsonMapper().createObjectNode());
        reading.end();
        return read;
    }

    /// The same on another port.
    DeskFile on(int other) {
        return new DeskFile(
                sender, publicAddress, bind, other, key, alias, database, oidc, afterCheck, feeds, channels);
    }

    private static boolean isLoopback(String bind) {
        // Names are not looked up: only an address can be known to lead to this machine alone.
        return bind.equals("localhost")
                || (bind.matches("[0-9a-fA-F.:]+")
                        && InetAddress.ofLiteral(bind).isLoopbackAddress());
    }

    /// Gathers everything that is wrong.
    private static final class Reading {
        private final Path file;
        private final List<String> complaints = new ArrayList<>();

        Reading(Path file) {
            this.file = file;
        }

        void complain(String complaint) {
            complaints.add(complaint);
        }

        void known(String prefix, JsonNode node, Set<String> keys) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                if (!keys.contains(entry.getKey())) {
                    complain("`" + prefix + entry.getKey() + "` is not a key here; known are "
                            + String.join(", ", new TreeSet<>(keys)));
                }
            }
        }

        @Nullable
        Path path(JsonNode node, String key) {
            if (!node.hasNonNull(key)) return null;
            Path folder = file.toAbsolutePath().getParent();
            return folder == null ? null : folder.resolve(node.path(key).asString(""));
        }

        @Nullable
        URI address(JsonNode node, String key) {
            if (!node.hasNonNull(key)) return null;
            try {
                URI address = new URI(node.path(key).asString(""));
                boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
                String path = address.getPath() == null ? "" : address.getPath();
                if (web && address.getHost() != null && path.isEmpty()) return address;
            } catch (URISyntaxException e) {
                // Said below.
            }
            complain("`" + key + "` is an address such as https://desk.example.org, without a path");
            return null;
        }

        List<Source> feeds(JsonNode node) {
            List<Source> feeds = new ArrayList<>();
            if (node.isMissingNode() || node.isNull()) return feeds;
            if (!node.isArray() || node.size() > MOST_FEEDS) {
                complain("`feeds` is a list of up to " + MOST_FEEDS + " feeds, each with an `address`");
                return feeds;
            }
            for (JsonNode feed : node) {
                known("feeds.", feed, Set.of("name", "address", "minutes", "allow-http", "allow-private"));
                String written = feed.path("address").asString("");
                int minutes = feed.path("minutes").asInt(USUAL_FEED_MINUTES);
                if (minutes < SHORTEST_FEED_MINUTES || minutes > LONGEST_FEED_MINUTES) {
                    complain("`feeds.minutes` is 2 to 1440");
                }
                boolean plain = feed.path("allow-http").asBoolean(false);
                if (!written.matches(plain ? "https?://[^\\s<>\"]{1,500}" : "https://[^\\s<>\"]{1,500}")) {
                    complain("`feeds.address` is an address such as https://warnings.example.org/feed.atom; with"
                            + " `allow-http: true` it may be http");
                    continue;
                }
                try {
                    URI address = new URI(written);
                    String name = feed.path("name").asString(String.valueOf(address.getHost()));
                    boolean inside = feed.path("allow-private").asBoolean(false);
                    feeds.add(new Source(name, address, Duration.ofMinutes(minutes), plain, inside));
                } catch (URISyntaxException e) {
                    complain("`feeds.address` is no address");
                }
            }
            if (feeds.stream().map(Source::address).distinct().count() < feeds.size()) {
                complain("`feeds` names an address twice");
            }
            return feeds;
        }

        @Nullable
        Server database(JsonNode node) {
            if (!node.isObject()) return null;
            known("database.", node, Set.of("url", "user", "password-file"));
            String url = node.path("url").asString("");
            if (!url.startsWith("jdbc:postgresql:")) complain("`database.url` begins with jdbc:postgresql://");
            if (url.contains("password=")) {
                complain("`database.url` holds a password; it belongs into a file under `database.password-file`");
            }
            return new Server(
                    url, node.hasNonNull("user") ? node.path("user").asString("") : null, path(node, "password-file"));
        }

        @Nullable
        Oidc oidc(JsonNode node) {
            if (!node.isObject()) return null;
            known("oidc.", node, Set.of("issuer", "client-id", "client-secret-file", "claim"));
            String id = node.path("client-id").asString("");
            Path secret = path(node, "client-secret-file");
            URI issuer = address(node, "issuer");
            if (id.isBlank()) complain("`oidc.client-id` is missing");
            if (secret == null) complain("`oidc.client-secret-file` is missing");
            if (issuer == null) complain("`oidc.issuer` is missing");
            if (secret == null) return null;
            return new Oidc(
                    String.valueOf(issuer), id, secret, node.path("claim").asString("preferred_username"));
        }

        void end() {
            if (!complaints.isEmpty()) throw new UnusableDeskFile(file + ": " + String.join("; ", complaints));
        }
    }

    /// The settings have faults; the sentence names each with its key.
    public static final class UnusableDeskFile extends WaywardenException {
        private static final long serialVersionUID = 1L;

        UnusableDeskFile(String sentence) {
            super(sentence);
        }
    }
}
