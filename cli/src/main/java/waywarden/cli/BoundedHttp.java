package waywarden.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Fetches one document by HTTP, within bounds: of size, of time, of redirects, and of whom it may call at all.
///
/// An address inside a house is refused unless allowed, so that a feed cannot make this machine knock at its
/// neighbours' doors. Names are resolved once and the answer is kept for the life of the process, so that what was
/// looked at is what is called.
final class BoundedHttp implements AutoCloseable {

    /// @param plain   whether `http` will do; else only `https`
    /// @param inside  whether addresses of this machine and of private networks may be called
    /// @param longest for one document, redirects included
    record Bounds(boolean plain, boolean inside, Duration longest) {}

    /// What came of a request.
    sealed interface Answer {}

    /// @param from     where it came from in the end
    /// @param etag     of the server; empty where it gave none
    /// @param modified when it last changed, as the server writes it; empty where it gave none
    @SuppressWarnings("ArrayRecordComponent")
    record Got(URI from, byte[] body, String etag, String modified) implements Answer {}

    /// It is what it was.
    record Unchanged() implements Answer {}

    /// @param key  of the words that say why
    /// @param args for them
    record Refused(String key, List<Object> args) implements Answer {
        static Refused of(String key, Object... args) {
            return new Refused(key, List.of(args));
        }
    }

    /// Refusals by a bound that can be lifted.
    static final String PLAIN = "feed.plain";

    static final String INSIDE = "feed.inside";

    private static final int MOST_REDIRECTS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Bounds bounds;
    private final HttpClient client;

    BoundedHttp(Bounds bounds) {
        // A second look-up could answer otherwise than the one that was judged.
        Security.setProperty("networkaddress.cache.ttl", "-1");
        this.bounds = bounds;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /// @param etag     and
    /// @param modified as the server gave them with what is here already; empty for nothing
    Answer get(URI address, String etag, String modified, int mostBytes) {
        long end = System.nanoTime() + bounds.longest.toNanos();
        URI at = address;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Refused barred = barred(at);
            if (barred != null) return barred;
            HttpResponse<byte[]> response;
            try {
                response = sent(request(at, etag, modified), mostBytes, end);
            } catch (ExecutionException e) {
                return Refused.of(e.getCause() instanceof SSLException ? "feed.tls" : "feed.unreachable", at);
            } catch (TimeoutException | CancellationException e) {
                return Refused.of("feed.timeout", at, bounds.longest.toSeconds());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Refused.of("feed.unreachable", at);
            }
            if (!REDIRECTS.contains(response.statusCode())) return answer(at, response, mostBytes);
            URI next = next(at, response);
            if (next == null) return Refused.of("feed.redirect", at);
            at = next;
        }
        return Refused.of("feed.redirects", address, MOST_REDIRECTS);
    }

    private static HttpRequest request(URI at, String etag, String modified) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at)
                .header("Accept", "application/atom+xml, application/rss+xml, application/cap+xml, text/xml, */*;q=0.5")
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "Waywarden");
        if (!etag.isEmpty()) request.header("If-None-Match", etag);
        if (!modified.isEmpty()) request.header("If-Modified-Since", modified);
        return request.build();
    }

    private HttpResponse<byte[]> sent(HttpRequest request, int mostBytes, long end)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, answered -> new BoundedBody(mostBytes));
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private static Answer answer(URI at, HttpResponse<byte[]> response, int mostBytes) {
        int status = response.statusCode();
        if (status == 304) return new Unchanged();
        if (status == 429 || status == 503) return Refused.of("feed.later", at);
        if (status != 200) return Refused.of("feed.status", at, String.valueOf(status));
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        byte[] body = response.body();
        if (body.length > mostBytes) return Refused.of("feed.large", at, mostBytes >> 20);
        if (encoding.equalsIgnoreCase("gzip")) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = in.readNBytes(mostBytes + 1);
            } catch (IOException e) {
                return Refused.of("feed.encoding", at);
            }
            if (body.length > mostBytes) return Refused.of("feed.large", at, mostBytes >> 20);
        } else if (!encoding.equalsIgnoreCase("identity")) {
            return Refused.of("feed.encoding", at);
        }
        return new Got(
                at,
                body,
                response.headers().firstValue("ETag").orElse(""),
                response.headers().firstValue("Last-Modified").orElse(""));
    }

    private static @Nullable URI next(URI at, HttpResponse<?> response) {
        try {
            return response.headers().firstValue("Location").map(at::resolve).orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    // --- whom it may call ---

    private @Nullable Refused barred(URI at) {
        String scheme = String.valueOf(at.getScheme());
        if (scheme.equals("http") && !bounds.plain) return Refused.of(PLAIN, at);
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (!web || at.getHost() == null || at.getUserInfo() != null) return Refused.of("feed.address", at);
        try {
            for (InetAddress one : InetAddress.getAllByName(at.getHost())) {
                if (!bounds.inside && isInside(one)) return Refused.of(INSIDE, at);
            }
            return null;
        } catch (UnknownHostException e) {
            return Refused.of("feed.unknown", at);
        }
    }

    /// Addresses that are not of the open Internet (the special-purpose registries of IANA).
    static boolean isInside(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) return true;
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isInside(bytes, 0) : isInside6(bytes);
    }

    private static boolean isInside(byte[] bytes, int from) {
        int first = bytes[from] & 0xFF;
        int second = bytes[from + 1] & 0xFF;
        int third = bytes[from + 2] & 0xFF;
        return first == 0
                || first == 10
                || first == 127
                || first >= 224
                || (first == 100 && second >= 64 && second < 128)
                || (first == 169 && second == 254)
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
    }

    /// Unique local addresses, and those that carry one of the old kind within them.
    private static boolean isInside6(byte[] bytes) {
        int first = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
        if ((first & 0xFE00) == 0xFC00) return true;
        if (first == 0x2002) return isInside(bytes, 2);
        boolean translated = first == 0x0064 && (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B;
        boolean compatible = first == 0;
        return (translated || compatible) && isInside(bytes, 12);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
