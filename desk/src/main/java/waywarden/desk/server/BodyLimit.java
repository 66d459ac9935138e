package waywarden.desk.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Takes nothing that is larger than any warning could be, or does not say how large it is.
final class BodyLimit extends OncePerRequestFilter {

    private static final long LARGEST = 1 << 20;
    private static final int TOO_LARGE = 413;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean unsaid = request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
        if (unsaid || request.getContentLengthLong() > LARGEST) response.setStatus(TOO_LARGE);
        else chain.doFilter(request, response);
    }
}
