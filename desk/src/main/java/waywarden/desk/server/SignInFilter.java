package waywarden.desk.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.web.filter.OncePerRequestFilter;
import waywarden.desk.store.AuditLog;

/// Keeps those out who have failed to sign in too often.
class SignInFilter extends OncePerRequestFilter {

    private static final int TOO_MANY = 429;

    private final SignInLimit limit;

    private final AuditLog audit;
    private final InstantSource clock;

    SignInFilter(SignInLimit limit, AuditLog audit, InstantSource clock) {
        this.limit = limit;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String account = account(request);
        if (account != null) {
            Duration wait = limit.wait(account, request.getRemoteAddr());
            if (!wait.isZero()) {
                response.setHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
                if (request.getRequestURI().startsWith("/api/")) response.setStatus(TOO_MANY);
                else response.sendRedirect("/sign-in?wait=" + (wait.toSeconds() + 1));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /// Whose account is tried; null where none is.
    private static @Nullable String account(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (request.getMethod().equals("POST") && path.equals("/sign-in")) {
            String name = request.getParameter("username");
            return name == null ? "" : bounded(name);
        }
        if (request.getMethod().equals("POST") && path.equals("/login/webauthn")) return "";
        String header = request.getHeader("Authorization");
        if (path.startsWith("/api/") && header != null) return bounded(basic(header));
        return null;
    }

    private static String basic(String header) {
        String[] words = header.split(" ", 2);
        if (words.length < 2 || !words[0].equalsIgnoreCase("Basic")) return "";
        try {
            String said = new String(Base64.getDecoder().decode(words[1].strip()), StandardCharsets.UTF_8);
            return said.substring(0, Math.max(0, said.indexOf(':')));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String bounded(String name) {
        String lower = name.toLowerCase(Locale.ROOT).strip();
        return lower.length() > 60 ? lower.substring(0, 60) : lower;
    }

    @EventListener
    void failed(AbstractAuthenticationFailureEvent event) {
        limit.failed(bounded(event.getAuthentication().getName()), address(event.getAuthentication()));
    }

    @EventListener
    void succeeded(AuthenticationSuccessEvent event) {
        limit.succeeded(bounded(event.getAuthentication().getName()), address(event.getAuthentication()));
    }

    /// Those who come by a page; a program proves itself at every request.
    @EventListener
    void came(InteractiveAuthenticationSuccessEvent event) {
        String name = event.getAuthentication().getName();
        audit.add(name, "sign-in", name, "", clock.instant());
    }

    private static String address(Authentication authentication) {
        return authentication.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
    }
}
