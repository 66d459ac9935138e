package waywarden.desk.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waywarden.advisory.feed.FeedWriter.WrittenFeed;
import waywarden.desk.issuing.PublicFeed;
import waywarden.result.HtmlReport;

/// What can be reached without an account: the feed and its messages, the door, styles and scripts.
@Controller
class OutsidePages implements ErrorController {

    private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
    private static final MediaType ATOM = MediaType.parseMediaType("application/atom+xml;charset=utf-8");
    private static final MediaType CAP = MediaType.parseMediaType("application/cap+xml;charset=utf-8");

    private final PublicFeed feed;
    private final boolean provider;
    private final byte[] style =
            (HtmlReport.style() + resource("/waywarden/desk/desk.css")).getBytes(StandardCharsets.UTF_8);
    private final byte[] script = resource("/waywarden/desk/desk.js").getBytes(StandardCharsets.UTF_8);
    private final byte[] push = resource("/waywarden/desk/push.js").getBytes(StandardCharsets.UTF_8);
    private final byte[] worker = resource("/waywarden/desk/push-worker.js").getBytes(StandardCharsets.UTF_8);
    private final byte[] htmx = resource(HTMX).getBytes(StandardCharsets.UTF_8);

    OutsidePages(PublicFeed feed, ObjectProvider<ClientRegistrationRepository> providers) {
        this.feed = feed;
        provider = providers.getIfAvailable() != null;
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(OutsidePages.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @GetMapping("/feed.atom")
    ResponseEntity<byte[]> feed(@RequestHeader(name = "If-None-Match", required = false) @Nullable String known) {
        WrittenFeed written = feed.feed();
        ResponseEntity.BodyBuilder reply = known != null && written.isKnownBy(known)
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                : ResponseEntity.ok();
        reply.eTag(written.eTag())
                .lastModified(written.updated().toInstant())
                .cacheControl(CacheControl.noCache().cachePublic())
                .header("Cross-Origin-Resource-Policy", "cross-origin");
        if (known != null && written.isKnownBy(known)) return reply.build();
        return reply.contentType(ATOM).body(written.bytes());
    }

    @GetMapping("/cap/{file}")
    ResponseEntity<byte[]> message(@PathVariable String file) {
        Optional<byte[]> message = feed.message(file);
        // A message never changes: its name is made of what is in it.
        return message.map(bytes -> ResponseEntity.ok()
                        .contentType(CAP)
                        .eTag('"' + file + '"')
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable())
                        .header("Cross-Origin-Resource-Policy", "cross-origin")
                        .body(bytes))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    @GetMapping("/style.css")
    ResponseEntity<byte[]> style() {
        return served("text/css;charset=utf-8", style);
    }

    @GetMapping("/desk.js")
    ResponseEntity<byte[]> script() {
        return served("text/javascript;charset=utf-8", script);
    }

    @GetMapping("/htmx.js")
    ResponseEntity<byte[]> htmx() {
        return served("text/javascript;charset=utf-8", htmx);
    }

    @GetMapping("/push.js")
    ResponseEntity<byte[]> push() {
        return served("text/javascript;charset=utf-8", push);
    }

    @GetMapping("/push-worker.js")
    ResponseEntity<byte[]> worker() {
        return served("text/javascript;charset=utf-8", worker);
    }

    private static ResponseEntity<byte[]> served(String type, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noCache())
                .body(bytes);
    }

    @GetMapping("/sign-in")
    ResponseEntity<String> signIn(
            Visit visit,
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(required = false) @Nullable String out,
            @RequestParam(required = false) @Nullable String again,
            @RequestParam(defaultValue = "0") int wait) {
        String says = "";
        if (wait > 0) says = visit.texts().say("signin.wait", Math.max(1, (wait + 59) / 60));
        else if (failed != null) says = visit.texts().say("signin.failed");
        else if (out != null) says = visit.texts().say("signin.out");
        else if (again != null) says = visit.texts().say("signin.again");
        return visit.page(
                "signin.jte", "", visit.texts().say("signin.title"), Map.of("says", says, "provider", provider));
    }

    /// Chooses the language of the pages for this browser.
    @PostMapping("/language")
    ResponseEntity<String> language(Visit visit, @RequestParam String lang, @RequestParam String back) {
        ResponseCookie cookie = ResponseCookie.from(Visits.LANGUAGE, lang.equals("zh") ? "zh" : "en")
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(Duration.ofDays(365))
                .build();
        // Only a page of the desk's own.
        String path = back.startsWith("/") && !back.startsWith("//") && !back.contains("\\") ? back : "/";
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .header(HttpHeaders.LOCATION, path)
                .build();
    }

    /// Whatever else goes wrong, in a sentence.
    @RequestMapping("/error")
    ResponseEntity<?> error(Visit visit, HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus found = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        HttpStatus status = found == null ? HttpStatus.NOT_FOUND : found;
        String key = switch (status) {
            case NOT_FOUND -> "missing";
            case FORBIDDEN -> "forbidden";
            default -> status.is4xxClientError() ? "notunderstood" : "failed";
        };
        String sentence = visit.texts().say("said." + key);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (String.valueOf(path).startsWith("/api/")) {
            return ResponseEntity.status(status).body(Map.of("refused", key, "says", sentence));
        }
        return visit.page(status, "said.jte", "", visit.texts().say("said.title"), Map.of("sentence", sentence));
    }
}
