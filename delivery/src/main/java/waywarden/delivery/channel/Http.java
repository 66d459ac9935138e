package waywarden.delivery.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.NotNow;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.channel.Outcome.Refused;
import waywarden.delivery.channel.Outcome.Unsure;

/// Requests over HTTP whose every failure is an outcome. Follows no redirect, reads no more of an
/// answer than it needs, and keeps to one deadline for the whole exchange.
public final class Http implements AutoCloseable {

    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final Duration LONGEST_HOLD = Duration.ofDays(1);

    private final HttpClient client;
    private final Duration deadline;
    private final Reach reach;

    /// Where it may connect to.
    public enum Reach {
        /// Addresses of the public network alone: for addresses that people give.
        PUBLIC,
        /// Anywhere: for servers that the settings name.
        ANYWHERE
    }

    /// @param deadline for the whole exchange
    public Http(Duration deadline, Reach reach) {
        this.deadline = deadline;
        this.reach = reach;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadline)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// What an exchange came to.
    public sealed interface Exchange {

        /// There was an answer, of whatever status.
        record Answered(int status, byte[] body, java.net.http.HttpHeaders headers) implements Exchange {
            @Override
            public String toString() {
                return "Answered[" + status + "]";
            }

            public String header(String name) {
                return headers.firstValue(name).orElse("");
            }
        }

        /// There was none.
        record Failed(Outcome outcome) implements Exchange {}
    }

    public HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(deadline).header("User-Agent", "Waywarden");
    }

    public Exchange exchange(HttpRequest request) throws InterruptedException {
        Outcome barred = barred(request.uri());
        if (barred != null) return new Exchange.Failed(barred);
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request,
                info -> HttpResponse.BodySubscribers.limiting(
                        HttpResponse.BodySubscribers.ofByteArray(), LARGEST_ANSWER));
        try {
            // The client's own timeout ends with the headers; a body may drip for ever.
            HttpResponse<byte[]> got = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return new Exchange.Answered(got.statusCode(), got.body(), got.headers());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Exchange.Failed(new Unsure(Reason.of(Kind.TIMED_OUT)));
        } catch (ExecutionException e) {
            return new Exchange.Failed(failure(e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private static Outcome failure(@Nullable Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            boolean before = one instanceof ConnectException
                    || one instanceof HttpConnectTimeoutException
                    || one instanceof UnknownHostException
                    || one instanceof UnresolvedAddressException
                    || one instanceof javax.net.ssl.SSLHandshakeException;
            if (before) return new NotNow(Reason.of(Kind.NO_CONNECTION), null, false);
        }
        if (cause instanceof HttpTimeoutException) return new Unsure(Reason.of(Kind.TIMED_OUT));
        // Once the request may have been written, nothing but an answer tells what became of it.
        if (cause instanceof IOException) return new Unsure(Reason.of(Kind.CONNECTION_LOST));
        return new Unsure(new Reason(
                Kind.NOT_UNDERSTOOD, cause == null ? "" : cause.getClass().getSimpleName()));
    }

    /// The name is looked up here and again, out of Java's cache, when the connection is made; between
    /// the two it cannot change to another address while the cache holds (30 s unless set otherwise).
    private @Nullable Outcome barred(URI uri) {
        if (reach == Reach.ANYWHERE) return null;
        String host = uri.getHost();
        if (host == null || !"https".equals(uri.getScheme())) {
            return new Refused(Reason.of(Kind.FORBIDDEN_ADDRESS), false);
        }
        try {
            boolean open = Arrays.stream(
                            InetAddress.getAllByName(host.replace("[", "").replace("]", "")))
                    .allMatch(Http::isPublic);
            return open ? null : new Refused(Reason.of(Kind.FORBIDDEN_ADDRESS), false);
        } catch (UnknownHostException e) {
            return new NotNow(Reason.of(Kind.NO_CONNECTION), null, false);
        }
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean special = address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        if (special) return false;
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (bytes.length == 4) {
            boolean shared = first == 100 && second >= 64 && second < 128;
            boolean tests = first == 198 && (second == 18 || second == 19);
            return !(first == 0 || first >= 240 || shared || tests || (first == 192 && second == 0 && bytes[2] == 0));
        }
        // Unique local fc00::/7; NAT64 64:ff9b::/96 and 6to4 2002::/16 carry another address within.
        boolean nat64 = first == 0 && second == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean six = first == 0x20 && second == 0x02;
        return (first & 0xfe) != 0xfc && !nat64 && !six && (first & 0xe0) == 0x20;
    }

    /// What an answer that is no success means, for a channel whose key makes another attempt harmless.
    public static Outcome refusal(Exchange.Answered answer, Instant now) {
        int status = answer.status();
        return switch (status) {
            case 404, 410 -> new Refused(Reason.of(Kind.ADDRESS_GONE, status), true);
            case 408, 425, 429, 503 -> new NotNow(Reason.of(Kind.BUSY, status), after(answer, now), false);
            default ->
                status >= 500
                        // A gateway's fault says nothing of what the server behind it did.
                        ? new Unsure(Reason.of(Kind.SERVER_FAULT, status))
                        : new Refused(Reason.of(Kind.REFUSED, status), false);
        };
    }

    /// `Retry-After`, in seconds or as a date; null where it says none. Never more than a day.
    public static @Nullable Duration after(Exchange.Answered answer, Instant now) {
        String written = answer.header("Retry-After").strip();
        if (written.isEmpty()) return null;
        try {
            Duration after = written.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Math.min(Long.parseLong(written), LONGEST_HOLD.toSeconds()))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(written, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return bounded(after);
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    public static Duration bounded(Duration after) {
        if (after.isNegative()) return Duration.ZERO;
        return after.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : after;
    }

    /// Host and port, which can fail and be paced together.
    public static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort();
    }

    public static String text(Exchange.Answered answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
