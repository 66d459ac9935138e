package waywarden.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import waywarden.delivery.Database;
import waywarden.delivery.DatabaseSettings;
import waywarden.delivery.Secrets;
import waywarden.delivery.testkit.Keys;
import waywarden.desk.server.DeskFile;
import waywarden.desk.server.DeskServer;
import waywarden.desk.server.Setup;
import waywarden.desk.store.Accounts;

/// A desk that runs, with people at it.
public final class DeskStage implements AutoCloseable {

    public static final String PASSPHRASE = "a long passphrase";
    private static final String ENCODED = new BCryptPasswordEncoder(4).encode(PASSPHRASE);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Database database;
    private final ConfigurableApplicationContext context;
    private final String address;

    private DeskStage(Database database, ConfigurableApplicationContext context, String address) {
        this.database = database;
        this.context = context;
        this.address = address;
    }

    /// @param yaml of `desk.yaml`
    public static DeskStage on(Path folder, DatabaseSettings settings, String yaml) throws IOException {
        return on(folder, settings, yaml, InstantSource.system());
    }

    /// @param clock that the desk's steps are timed by; delivery goes by the machine's
    public static DeskStage on(Path folder, DatabaseSettings settings, String yaml, InstantSource clock)
            throws IOException {
        Path data = Files.createDirectories(folder.resolve("desk"));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.writeString(data.resolve("desk.yaml"), yaml + "\nport: " + port + "\n");
        DeskFile file = DeskFile.read(data.resolve("desk.yaml"));
        Database database = Database.open(settings, "waywarden/desk/db");
        Setup setup = new Setup(data, file, Keys.signing(), database, Secrets.keptIn(data.resolve("secrets")), clock);
        return new DeskStage(database, DeskServer.start(setup), setup.address());
    }

    public String address() {
        return address;
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public DeskStage with(String name, Role... roles) {
        return with(new Account(name, name, Set.of(roles), Authority.FULL, null, true));
    }

    public DeskStage with(Account account) {
        new Accounts(database.client()).add(account, ENCODED, Instant.now());
        return this;
    }

    /// Somebody with a browser of her own.
    public Guest guest() {
        return new Guest();
    }

    public Guest signedIn(String name) {
        Guest guest = guest();
        HttpResponse<String> reply = guest.post("/sign-in", "/sign-in", "username", name, "password", PASSPHRASE);
        if (!reply.headers().firstValue("Location").orElse("").endsWith("/")) {
            throw new AssertionError("not in: " + reply.headers().map());
        }
        return guest;
    }

    /// Somebody who asks for pages.
    public final class Guest {
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        public HttpResponse<String> get(String path, String... headers) {
            return send("GET", path, "", headers);
        }

        /// Sends a form with the mark that the page it stands on has.
        public HttpResponse<String> post(String page, String path, String... fields) {
            Matcher csrf = CSRF.matcher(get(page).body());
            List<String> all = new ArrayList<>(List.of("_csrf", csrf.find() ? csrf.group(1) : ""));
            all.addAll(List.of(fields));
            return form(path, all);
        }

        /// Sends a form without any mark.
        public HttpResponse<String> bare(String path, String... fields) {
            return form(path, List.of(fields));
        }

        private HttpResponse<String> form(String path, List<String> fields) {
            StringBuilder body = new StringBuilder();
            for (int i = 0; i + 1 < fields.size(); i += 2) {
                body.append(encoded(fields.get(i)))
                        .append('=')
                        .append(encoded(fields.get(i + 1)))
                        .append('&');
            }
            return send("POST", path, body.toString(), "Content-Type", "application/x-www-form-urlencoded");
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        /// A request of a program, which names its account each time.
        ///
        /// @param name empty for none
        public HttpResponse<String> api(String method, String path, String name, String json) {
            String proof =
                    Base64.getEncoder().encodeToString((name + ":" + PASSPHRASE).getBytes(StandardCharsets.UTF_8));
            return name.isEmpty()
                    ? send(method, path, json, "Content-Type", "application/json")
                    : send(method, path, json, "Content-Type", "application/json", "Authorization", "Basic " + proof);
        }

        public HttpResponse<String> send(String method, String path, String body, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (headers.length > 0) request.headers(headers);
            try {
                return client.send(request.build(), BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
