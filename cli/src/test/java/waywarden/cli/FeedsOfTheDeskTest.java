package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.desk.taking.FeedProcess;
import waywarden.desk.taking.Fetching.Fetched;
import waywarden.desk.taking.Source;

/// The process by which the desk asks others' feeds, against servers on loopback that behave and that do not.
class FeedsOfTheDeskTest {

    private static final String EMPTY = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id><title>t</title>"
            + "<updated>2026-05-01T00:00:00Z</updated></feed>";
    private static final String LAUGHS = "<!DOCTYPE feed [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
            + "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>&b;</id></feed>";

    @TempDir
    Path folder;

    private final List<String> conditions = new CopyOnWriteArrayList<>();
    private final FeedProcess process = new FeedProcess(System.getProperty("java.class.path"), "en");
    private final HttpServer server;

    FeedsOfTheDeskTest() throws IOException {
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
            String etag = exchange.getRequestHeaders().getFirst("If-None-Match");
            String since = exchange.getRequestHeaders().getFirst("If-Modified-Since");
            conditions.add(etag + " " + since);
            String path = exchange.getRequestURI().getPath();
            byte[] body = (path.equals("/hostile") ? LAUGHS : EMPTY).getBytes(StandardCharsets.UTF_8);
            if (path.equals("/down")) exchange.sendResponseHeaders(503, -1);
            else if (etag != null) exchange.sendResponseHeaders(304, -1);
            else {
                exchange.getResponseHeaders().set("ETag", "\"1\"");
                exchange.getResponseHeaders().set("Last-Modified", "Fri, 01 May 2026 00:00:00 GMT");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Fetched fetched(String path, boolean inside) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        Source source = new Source("other", address, Duration.ofMinutes(10), true, inside);
        return process.fetch(source, folder.resolve(path.substring(1)));
    }

    @Test
    void asksOnlyForWhatIsNew() throws IOException, InterruptedException {
        assertThat(fetched("/good", true).reached()).isTrue();
        Fetched again = fetched("/good", true);
        assertThat(again.reached()).isTrue();
        assertThat(again.said()).anyMatch(said -> said.contains("nothing new"));
        assertThat(conditions).containsExactly("null null", "\"1\" Fri, 01 May 2026 00:00:00 GMT");
    }

    @Test
    void saysInWordsWhatWasWrong() throws IOException, InterruptedException {
        Fetched down = fetched("/down", true);
        assertThat(down.reached()).isFalse();
        assertThat(down.said()).singleElement().asString().contains("asks to be called later");
        Fetched hostile = fetched("/hostile", true);
        assertThat(hostile.reached()).isFalse();
        assertThat(hostile.said()).isNotEmpty().allMatch(said -> said.length() <= 301);
        int calls = conditions.size();
        Fetched inside = fetched("/good", false);
        assertThat(inside.reached()).isFalse();
        assertThat(inside.said()).singleElement().asString().contains("private network");
        assertThat(conditions).as("not even called").hasSize(calls);
    }
}
