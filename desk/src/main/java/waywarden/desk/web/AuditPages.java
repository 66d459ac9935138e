package waywarden.desk.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waywarden.desk.store.AuditLog;

/// Who did what.
@Controller
class AuditPages {

    private static final int SHOWN = 100;

    private final AuditLog audit;

    AuditPages(AuditLog audit) {
        this.audit = audit;
    }

    /// @param broken the first line that does not fit the chain; 0 where all do
    /// @param older  lines before this number come next; 0 where there are none
    record Page(List<AuditLog.Line> lines, long broken, long older) {}

    @GetMapping("/audit")
    ResponseEntity<String> audit(Visit visit, @RequestParam(defaultValue = "0") long before) {
        List<AuditLog.Line> lines = audit.latest(before <= 0 ? Long.MAX_VALUE : before, SHOWN);
        Optional<Long> broken = audit.firstBreak();
        long older = lines.size() < SHOWN ? 0 : lines.getLast().number();
        return visit.page(
                "audit.jte",
                "audit",
                visit.texts().say("nav.audit"),
                Map.of("page", new Page(lines, broken.orElse(0L), older)));
    }
}
