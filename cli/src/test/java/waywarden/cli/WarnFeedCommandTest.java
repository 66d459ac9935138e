package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.cli.BoundedHttp.Bounds;
import waywarden.cli.BoundedHttp.Got;
import waywarden.cli.BoundedHttp.Refused;

/// Feeds from a publisher on this machine that does what real ones do, and worse.
class WarnFeedCommandTest {

    private static final String ATOM = """
            <feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>t</title><updated>2026-05-01T00:00:00Z</updated>
            %s</feed>
            """;

    private static final String ENTRY = """
            <entry><id>%s</id><title>t</title><updated>2026-05-01T00:00:00Z</updated><link href="%s"/></entry>
            """;

    @TempDir
    Path folder;

    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    WarnFeedCommandTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/", this::answer);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String etag = exchange.getRequestHeaders().getFirst("If-None-Match");
            asked.add(path + (etag == null ? "" : " " + etag));
            byte[] body = served.get(path);
            if (path.startsWith("/to/")) {
                exchange.getResponseHeaders().set("Location", path.substring(3));
                exchange.sendResponseHeaders(302, -1);
            } else if (path.equals("/round")) {
                exchange.getResponseHeaders().set("Location", "/round");
                exchange.sendResponseHeaders(301, -1);
            } else if (path.equals("/file")) {
                exchange.getResponseHeaders().set("Location", "file:///etc/passwd");
                exchange.sendResponseHeaders(301, -1);
            } else if (path.equals("/slow")) {
                exchange.sendResponseHeaders(200, 0);
                pause(Duration.ofSeconds(20));
            } else if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if ("\"1\"".equals(etag)) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                exchange.getResponseHeaders().set("ETag", "\"1\"");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String at(String path) {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path;
    }

    private void serves(String path, String body) {
        served.put(path, body.getBytes(StandardCharsets.UTF_8));
    }

    private Path warning(String name, String country) {
        Path file = folder.resolve(name);
        Stage stage = new Stage();
        assertThat(stage.run(
                        "warn",
                        "new",
                        "romance",
                        "--sender",
                        "d@example.org",
                        "--country",
                        country,
                        "--out",
                        file.toString()))
                .as(stage.err())
                .isZero();
        return file;
    }

    private Stage fetch(int code, String path) {
        Stage stage = new Stage();
        int ended = stage.run("warn", "feed", "--allow-http", "--allow-private", "--into", into().toString(), at(path));
        assertThat(ended).as(stage.out() + stage.err()).isEqualTo(code);
        assertThat(stage.err()).doesNotContain("Exception").doesNotContain("\tat ");
        return stage;
    }

    private Path into() {
        return folder.resolve("into");
    }

    private List<Path> warnings() throws IOException {
        try (Stream<Path> files = Files.list(into())) {
            return files.filter(file -> file.toString().endsWith(".xml")).toList();
        }
    }

    @Test
    void followsTheLinksOfAFeedAndAsksOnlyForWhatIsNew() throws IOException {
        serves("/one.xml", Files.readString(warning("one.xml", "FR")));
        serves("/two.xml", Files.readString(warning("two.xml", "DE")));
        serves("/feed", ATOM.formatted(ENTRY.formatted("1", "/one.xml") + ENTRY.formatted("2", at("/to/two.xml"))));
        assertThat(fetch(0, "/to/feed").out()).contains("2 new warnings; 2 in the folder");
        assertThat(warnings())
                .hasSize(2)
                .anySatisfy(file -> assertThat(file).hasSameBinaryContentAs(folder.resolve("one.xml")));
        asked.clear();
        assertThat(fetch(0, "/to/feed").out()).contains("nothing new; 2 in the folder");
        assertThat(asked).containsExactly("/to/feed \"1\"", "/feed \"1\"");
        Stage shown = new Stage();
        assertThat(shown.run("warn", "show", into().toString())).isZero();
        assertThat(shown.out()).contains("●");
    }

    @Test
    void whatItsFeedNoLongerListsStaysUntilItExpires() throws IOException {
        serves("/feed", ATOM.formatted(ENTRY.formatted("1", "/one.xml")));
        serves("/one.xml", Files.readString(warning("one.xml", "FR")));
        fetch(0, "/feed");
        served.clear();
        Files.delete(into().resolve("feed.json"));
        serves("/feed", ATOM.formatted(""));
        assertThat(fetch(0, "/feed").out()).contains("1 in the folder");
        Stage later = new Stage().at(java.time.Instant.parse("2027-05-03T10:00:00Z"));
        assertThat(later.run(
                        "warn", "feed", "--allow-http", "--allow-private", "--into", into().toString(), at("/feed")))
                .isZero();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aLinkThatFailsIsSaidAndTriedAgain() throws IOException {
        serves("/feed", ATOM.formatted(ENTRY.formatted("1", "/one.xml")));
        assertThat(fetch(1, "/feed").err()).contains("answers with 404");
        serves("/one.xml", Files.readString(warning("one.xml", "FR")));
        assertThat(fetch(0, "/feed").out()).contains("one new warning");
    }

    @Test
    void saysWhatWentWrongAndKeepsWhatIsThere() throws IOException {
        serves("/feed", Files.readString(warning("one.xml", "FR")));
        fetch(0, "/feed");
        serves("/page", "<html><body>Not here any more</body></html>");
        assertThat(fetch(1, "/page").err()).contains("is no feed");
        serves("/doctype", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><alert>&x;</alert>");
        assertThat(fetch(1, "/doctype").err()).contains("is no feed");
        assertThat(fetch(1, "/round").err()).contains("leads on more than 5 times");
        assertThat(fetch(1, "/file").err()).contains("is no address");
        assertThat(fetch(1, "/none").err()).contains("answers with 404");
        served.put("/large", new byte[17 << 20]);
        assertThat(fetch(1, "/large").err()).contains("larger than 16 MB");
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void callsNobodyInAPrivateNetworkAndNobodyInTheClearUnlessTold() {
        Stage plain = new Stage();
        assertThat(plain.run("warn", "feed", "--into", into().toString(), at("/feed")))
                .isEqualTo(1);
        assertThat(plain.err()).contains("not encrypted");
        Stage inside = new Stage();
        assertThat(inside.run("warn", "feed", "--allow-http", "--into", into().toString(), at("/feed")))
                .isEqualTo(1);
        assertThat(inside.err()).contains("private network and was not called", "--allow-private");
        // Each is told of its own way to allow it.
        Map<String, String> ways = Map.of("DESK", "`allow-private: true`", "PAGE", "`warn feed --allow-private`");
        ways.forEach((caller, way) -> {
            for (String language : List.of("en", "zh")) {
                Stage told = new Stage();
                told.run(
                        "warn",
                        "feed",
                        "--lang",
                        language,
                        "--caller",
                        caller,
                        "--allow-http",
                        "--into",
                        into().toString(),
                        at("/feed"));
                assertThat(told.err()).contains(way);
            }
        });
        Stage clear = new Stage();
        clear.run("warn", "feed", "--caller", "DESK", "--into", into().toString(), at("/feed"));
        assertThat(clear.err()).contains("`allow-http: true`").doesNotContain("--allow-http");
        assertThat(asked).isEmpty();
        Stage typed = new Stage().typing("ftp://example.org/feed\n");
        assertThat(typed.run("warn", "feed", "--into", into().toString(), "-")).isEqualTo(1);
        assertThat(typed.err()).contains("is no address");
        assertThat(new Stage().run("warn", "feed", "--into", into().toString(), "https://a b/"))
                .isEqualTo(2);
    }

    @Test
    void knowsAddressesThatAreNotOfTheOpenInternet() throws IOException {
        for (String address : List.of(
                "127.0.0.1",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "::a00:1")) {
            assertThat(BoundedHttp.isInside(InetAddress.getByName(address)))
                    .as(address)
                    .isTrue();
        }
        for (String address : List.of("9.9.9.9", "172.32.0.1", "100.128.0.1", "2606:4700::1", "64:ff9b::909:909")) {
            assertThat(BoundedHttp.isInside(InetAddress.getByName(address)))
                    .as(address)
                    .isFalse();
        }
    }

    @Test
    void waitsForNobodyLongerThanItWasTold() {
        try (BoundedHttp http = new BoundedHttp(new Bounds(true, true, Duration.ofMillis(300)))) {
            long begin = System.nanoTime();
            assertThat(http.get(URI.create(at("/slow")), "", "", 1000))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.key()).isEqualTo("feed.timeout"));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            serves("/x", "x");
            assertThat(http.get(URI.create(at("/x")), "", "", 1)).isInstanceOf(Got.class);
        }
    }

    @Test
    void readsTheFeedsOfRealPublishers() throws IOException {
        Path feeds = Path.of(System.getProperty("waywarden.root", ".."), "..", "shared", "data", "cap", "feeds");
        if (!Files.isDirectory(feeds)) System.out.println("WarnFeedCommandTest is skipped: ../shared is absent");
        Assumptions.assumeTrue(Files.isDirectory(feeds), "../shared is absent");
        try (Stream<Path> files = Files.list(feeds)) {
            for (Path file : files.sorted().toList()) {
                served.put("/real", Files.readAllBytes(file));
                Stage stage = new Stage().at(java.time.Instant.parse("2011-06-01T00:00:00Z"));
                Path own = folder.resolve(file.getFileName().toString());
                int code = stage.run(
                        "warn", "feed", "--allow-http", "--allow-private", "--into", own.toString(), at("/real"));
                assertThat(code).as(file + stage.err()).isIn(0, 1);
                assertThat(stage.err()).as(file.toString()).doesNotContain("Exception");
                assertThat(stage.out() + stage.err()).as(file.toString()).isNotEmpty();
            }
        }
    }
}
