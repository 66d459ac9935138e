package waywarden.desk.web;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import waywarden.advisory.audience.Stay;
import waywarden.delivery.Acknowledgements;
import waywarden.delivery.Acknowledgements.OpenHelp;
import waywarden.delivery.Address;
import waywarden.delivery.Subscriber;
import waywarden.delivery.Subscriptions;
import waywarden.desk.issuing.Refused;
import waywarden.desk.server.Setup;
import waywarden.desk.store.AuditLog;
import waywarden.desk.store.Warnings;

/// Those who asked for help, until somebody has seen to each.
@Controller
class HelpPages {

    private final Acknowledgements acknowledgements;
    private final Subscriptions subscriptions;
    private final Warnings warnings;
    private final AuditLog audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    HelpPages(
            Acknowledgements acknowledgements,
            Subscriptions subscriptions,
            Warnings warnings,
            AuditLog audit,
            Setup setup) {
        this.acknowledgements = acknowledgements;
        this.subscriptions = subscriptions;
        this.warnings = warnings;
        this.audit = audit;
        this.transactions = setup.database().transactions();
        this.clock = setup.clock();
    }

    /// @param addresses where she can be reached; none until somebody asks for them
    record Call(long number, String headline, String place, Instant since, List<Address> addresses) {}

    @GetMapping("/help")
    ResponseEntity<String> open(Visit visit) {
        List<Call> calls = acknowledgements.openHelp().stream()
                .map(help -> call(visit, help, false))
                .toList();
        return visit.page("help.jte", "help", visit.texts().say("nav.help"), Map.of("calls", calls));
    }

    private Call call(Visit visit, OpenHelp help, boolean reach) {
        Subscriber subscriber = subscriptions.find(help.subscriber()).orElse(null);
        String place = subscriber == null
                ? ""
                : subscriber.person().stays().stream()
                        .findFirst()
                        .map(stay -> place(visit, stay))
                        .orElse("");
        String headline = warnings.issuedAs(help.advisory(), 1)
                .map(warning -> WarningPages.headline(visit, warning.content()))
                .orElse("–");
        List<Address> addresses = reach && subscriber != null ? subscriber.addresses() : List.of();
        return new Call(help.number(), headline, place, help.since(), addresses);
    }

    private static String place(Visit visit, Stay stay) {
        String country =
                Locale.of("", stay.country()).getDisplayCountry(visit.texts().locale());
        return stay.subdivision() == null ? country : country + ", " + stay.subdivision();
    }

    /// How she can be reached is shown to whoever helps her, and the record says to whom.
    @PostMapping("/help/{number}/reach")
    ResponseEntity<String> reach(Visit visit, @PathVariable long number) {
        OpenHelp help = acknowledgements.openHelp().stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow(() -> new Refused(Refused.Kind.CONFLICT, "changed"));
        audit.add(visit.signedIn().name(), "help-reached", String.valueOf(number), "", clock.instant());
        return visit.page(
                "help.jte", "help", visit.texts().say("nav.help"), Map.of("calls", List.of(call(visit, help, true))));
    }

    @PostMapping("/help/{number}/close")
    ResponseEntity<String> close(Visit visit, @PathVariable long number) {
        String by = visit.signedIn().name();
        try {
            transactions.executeWithoutResult(status -> {
                acknowledgements.closeHelp(number, by);
                audit.add(by, "help-closed", String.valueOf(number), "", clock.instant());
            });
        } catch (Acknowledgements.NoSuchHelp e) {
            throw new Refused(Refused.Kind.CONFLICT, "changed");
        }
        return visit.to("/help", visit.texts().say("help.closed"));
    }
}
