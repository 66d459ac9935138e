package waywarden.delivery.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/// A server on loopback that plays the other side of a channel, and can fail as real ones do.
public final class FakeServer implements AutoCloseable {

    static {
        // Else every small answer waits 40 ms for an acknowledgement of TCP.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private final HttpServer server;

    /// What came in.
    public record Asked(String method, String path, Map<String, List<String>> headers, byte[] body) {
        public String header(String name) {
            List<String> values = headers.getOrDefault(name, List.of());
            return values.isEmpty() ? "" : values.getFirst();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /// What goes out; a status of 0 closes the connection without a word.
    public record Reply(int status, Map<String, String> headers, String body) {
        public static final Reply DROPPED = new Reply(0, Map.of(), "");

        public static Reply of(int status) {
            return new Reply(status, Map.of(), "");
        }

        public static Reply json(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body);
        }
    }

    /// The other side.
    public interface Side {
        Reply answer(Asked asked) throws InterruptedException;
    }

    public FakeServer(Side side) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> serve(exchange, side));
        server.start();
    }

    private static void serve(HttpExchange exchange, Side side) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Reply reply = side.answer(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body));
            if (reply.status() == 0) return;
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] out = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), out.length == 0 ? -1 : out.length);
            if (out.length > 0) exchange.getResponseBody().write(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// With a slash at its end.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /// Whether something of this probability happens now.
    public static boolean chance(double probability) {
        return ThreadLocalRandom.current().nextDouble() < probability;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
