package waywarden.desk.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers only to the desk's own names, so that no page elsewhere can reach it by a name of its own
/// that leads here (DNS rebinding).
final class HostCheck extends OncePerRequestFilter {

    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final int MISDIRECTED = 421;

    private final Setup setup;

    HostCheck(Setup setup) {
        this.setup = setup;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getServerName();
        URI address = setup.file().publicAddress();
        boolean ours = LOCAL.contains(host) || (address != null && host.equalsIgnoreCase(address.getHost()));
        if (ours) chain.doFilter(request, response);
        else response.setStatus(MISDIRECTED);
    }
}
