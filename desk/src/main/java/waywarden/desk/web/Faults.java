package waywarden.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import waywarden.desk.issuing.Refused;

/// What was refused and reached no page of its own.
@ControllerAdvice(basePackageClasses = Faults.class)
class Faults {

    private final Visits visits;

    Faults(Visits visits) {
        this.visits = visits;
    }

    @ExceptionHandler
    ResponseEntity<?> refused(Refused refused, HttpServletRequest request) {
        Visit visit = visits.visit(request);
        String sentence = Visit.said(visit.texts(), refused);
        HttpStatus status = status(refused);
        if (request.getRequestURI().startsWith("/api/")) {
            return ResponseEntity.status(status).body(Map.of("refused", refused.key(), "says", sentence));
        }
        return visit.page(status, "said.jte", "", visit.texts().say("said.title"), Map.of("sentence", sentence));
    }

    /// A program sent what is no JSON of the kind that is described.
    @ExceptionHandler
    ResponseEntity<?> unreadable(HttpMessageNotReadableException fault, HttpServletRequest request) {
        String sentence = visits.visit(request).texts().say("said.notunderstood");
        return ResponseEntity.badRequest().body(Map.of("refused", "notunderstood", "says", sentence));
    }

    static HttpStatus status(Refused refused) {
        return switch (refused.kind()) {
            case MISSING -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
            case FAULTY -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }
}
