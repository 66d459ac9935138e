package waywarden.page.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides who may come in: only her own browser, which alone knows the token that every address begins with. Other
/// programs of the machine do not know it; other sites in her browser could guess neither it nor the port, and are
/// refused by what the browser says of where a request comes from. A name that was made to point here (DNS rebinding)
/// is refused by the host it names.
///
/// @param port  where the page is served
/// @param token secret of this start
record Door(int port, String token) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 24;
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /// A secret that nobody can guess, fit for an address.
    static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// What of a request matters at the door.
    ///
    /// @param site   what the browser says of where it comes from (`Sec-Fetch-Site`)
    /// @param origin the page it comes from
    record Knock(
            String method,
            String path,
            @Nullable String host,
            @Nullable String origin,
            @Nullable String site) {}

    /// What is decided.
    sealed interface Verdict {}

    /// @param path what is asked for, without the token
    record Welcome(String path) implements Verdict {}

    /// @param status of HTTP
    record Refused(int status) implements Verdict {}

    Verdict decide(Knock knock) {
        if (!isOurHost(knock.host)) return new Refused(421);
        boolean reading = READING.contains(knock.method);
        if (!reading && !knock.method.equals("POST") && !knock.method.equals("PUT")) return new Refused(405);
        if (knock.site != null && !knock.site.equals("same-origin") && !(reading && knock.site.equals("none"))) {
            return new Refused(403);
        }
        if (knock.origin != null && !isOurOrigin(knock.origin)) return new Refused(403);
        // A browser names the origin of whatever changes something.
        if (!reading && knock.origin == null) return new Refused(403);
        return inside(knock.path);
    }

    private Verdict inside(String path) {
        int end = path.indexOf('/', 1);
        String first = end < 0 ? path.substring(Math.min(1, path.length())) : path.substring(1, end);
        if (!MessageDigest.isEqual(bytes(first), bytes(token))) return new Refused(404);
        return new Welcome(end < 0 ? "" : path.substring(end));
    }

    private boolean isOurHost(@Nullable String host) {
        return host != null
                && (host.equals("127.0.0.1:" + port)
                        || host.equals("localhost:" + port)
                        || host.equals("[::1]:" + port));
    }

    private boolean isOurOrigin(String origin) {
        return origin.startsWith("http://") && isOurHost(origin.substring("http://".length()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
