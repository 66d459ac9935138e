package waywarden.page.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import waywarden.page.server.Door.Knock;
import waywarden.page.server.Door.Refused;
import waywarden.page.server.Door.Welcome;

/// Serves one person on this machine and nobody else: bound to its loopback addresses, 127.0.0.1 and ::1 where it has
/// both, behind one [Door].
public final class PageServer implements AutoCloseable {

    /// Everything a page holds comes from here; nothing may frame it, and it may ask for no device.
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// What is left of a refused upload is read up to this many bytes, so that the browser hears the answer.
    private static final int DRAINED = 1 << 22;

    /// What answers a request that the door has let in.
    public interface Site {
        Reply reply(Request request) throws IOException;

        /// The page for something that went wrong, in words.
        Reply failed(Request request, int status);
    }

    /// How often another free port is looked for when somebody else holds the one found at the second address.
    private static final int TRIES = 20;

    private final List<HttpServer> servers;
    private final ExecutorService threads;
    private final Door door;
    private final String host;
    private final AtomicReference<String> once = new AtomicReference<>(Door.newToken());

    private PageServer(List<HttpServer> servers, ExecutorService threads, Door door, String host) {
        this.servers = servers;
        this.threads = threads;
        this.door = door;
        this.host = host;
    }

    /// @param port 0 for any that is free
    /// @throws IOException if the port is taken, at whichever address
    public static PageServer start(int port, SiteOf siteOf) throws IOException {
        return start(loopbacks(), port, siteOf);
    }

    /// @param addresses of this machine alone; the first is the one that she is told
    static PageServer start(List<InetAddress> addresses, int port, SiteOf siteOf) throws IOException {
        // The server's answers are short: each goes out at once.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        List<HttpServer> servers = bound(addresses, port);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Door door = new Door(servers.getFirst().getAddress().getPort(), Door.newToken());
        String host = addresses.getFirst() instanceof Inet6Address
                ? "[::1]"
                : addresses.getFirst().getHostAddress();
        PageServer server = new PageServer(servers, threads, door, host);
        Site site = siteOf.at("/" + door.token());
        for (HttpServer http : servers) {
            http.createContext("/", exchange -> server.serve(exchange, site));
            http.setExecutor(threads);
            http.start();
        }
        return server;
    }

    /// A browser may take `localhost` for either.
    static List<InetAddress> loopbacks() throws IOException {
        List<InetAddress> here = new ArrayList<>();
        byte[] six = new byte[16];
        six[15] = 1;
        for (byte[] bytes : List.of(new byte[] {127, 0, 0, 1}, six)) {
            InetAddress address = InetAddress.getByAddress(bytes);
            if (NetworkInterface.getByInetAddress(address) != null) here.add(address);
        }
        return here.isEmpty() ? List.of(InetAddress.getLoopbackAddress()) : here;
    }

    private static List<HttpServer> bound(List<InetAddress> addresses, int port) throws IOException {
        for (int left = port == 0 ? TRIES : 1; ; left--) {
            List<HttpServer> servers = new ArrayList<>();
            try {
                int same = port;
                for (InetAddress address : addresses) {
                    HttpServer http = HttpServer.create(new InetSocketAddress(address, same), 0);
                    servers.add(http);
                    same = http.getAddress().getPort();
                }
                return servers;
            } catch (BindException taken) {
                servers.forEach(PageServer::letGo);
                if (left == 1) throw taken;
            }
        }
    }

    /// One that was never started would hold its port.
    private static void letGo(HttpServer http) {
        http.start();
        http.stop(0);
    }

    /// Makes the site that answers under a path.
    public interface SiteOf {
        Site at(String base);
    }

    /// The address of this start, good as long as it runs: for her terminal alone.
    public URI address() {
        return URI.create("http://" + host + ":" + door.port() + "/" + door.token() + "/");
    }

    /// An address good for one use: the browser is started with it, and other people's programs on the machine can see
    /// with what programs are started.
    public URI addressForOneUse() {
        return URI.create("http://" + host + ":" + door.port() + "/open/" + once.get());
    }

    private void serve(HttpExchange exchange, Site site) throws IOException {
        try (exchange) {
            headers(exchange.getResponseHeaders());
            URI uri = exchange.getRequestURI();
            Headers sent = exchange.getRequestHeaders();
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            String used = once.get();
            Knock knock = new Knock(
                    exchange.getRequestMethod(),
                    path.equals("/open/" + used) ? "/" + door.token() + "/" : path,
                    sent.getFirst("Host"),
                    sent.getFirst("Origin"),
                    sent.getFirst("Sec-Fetch-Site"));
            switch (door.decide(knock)) {
                case Refused refused -> refuse(exchange, refused.status());
                case Welcome welcome
                when path.startsWith("/open/") -> {
                    once.compareAndSet(used, Door.newToken());
                    send(exchange, Reply.seeOther("/" + door.token() + "/"));
                }
                case Welcome welcome -> send(exchange, reply(exchange, welcome, site));
            }
        }
    }

    private static void headers(Headers headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), clipboard-read=()");
        headers.set("Cache-Control", "no-store");
        headers.set("X-DNS-Prefetch-Control", "off");
    }

    private static Reply reply(HttpExchange exchange, Welcome welcome, Site site) {
        Request request = new Request(
                exchange.getRequestMethod(),
                List.of(),
                Map.of(),
                exchange.getRequestHeaders().getFirst("Accept-Language"),
                exchange.getRequestBody());
        try {
            request = Request.of(
                    exchange.getRequestMethod(),
                    welcome.path(),
                    exchange.getRequestURI().getRawQuery(),
                    request.language(),
                    request.body());
            return site.reply(request);
        } catch (Request.Unreadable e) {
            return site.failed(request, e.status());
        } catch (IOException | RuntimeException e) {
            // What it says might quote a message; its kind is enough to find it.
            System.err.println("waywarden open: " + e.getClass().getName() + at(e));
            return site.failed(request, 500);
        }
    }

    private static String at(Exception e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        byte[] said = "This address is not open to you. Start Waywarden again, or use the address it printed.\n"
                .getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        drain(exchange.getRequestBody());
        exchange.sendResponseHeaders(status, said.length);
        exchange.getResponseBody().write(said);
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        drain(exchange.getRequestBody());
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || reply.body().length == 0;
        exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : reply.body().length);
        if (!bodiless) exchange.getResponseBody().write(reply.body());
    }

    private static void drain(InputStream body) {
        try {
            body.skip(DRAINED);
        } catch (IOException e) {
            // It has hung up.
        }
    }

    @Override
    public void close() {
        servers.forEach(http -> http.stop(0));
        threads.shutdownNow();
    }
}
