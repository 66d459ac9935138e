package waywarden.desk.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waywarden.advisory.audience.Sector;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.desk.Account;
import waywarden.desk.Authority;
import waywarden.desk.Passphrases;
import waywarden.desk.Role;
import waywarden.desk.issuing.Refused;
import waywarden.desk.server.Setup;
import waywarden.desk.store.Accounts;
import waywarden.desk.store.AuditLog;
import waywarden.desk.store.DeskSettings;
import waywarden.desk.store.Passkeys;

/// One's own account, and for an admin everybody's.
@Controller
class AccountPages {

    private final Accounts accounts;
    private final Passkeys passkeys;
    private final AuditLog audit;
    private final DeskSettings settings;
    private final PasswordEncoder encoder;
    private final TransactionTemplate transactions;

    AccountPages(
            Accounts accounts,
            Passkeys passkeys,
            AuditLog audit,
            DeskSettings settings,
            PasswordEncoder encoder,
            Setup setup) {
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.audit = audit;
        this.settings = settings;
        this.encoder = encoder;
        this.transactions = setup.database().transactions();
    }

    /// One's own.
    record Own(Account account, boolean password, List<Passkeys.Shown> passkeys) {}

    @GetMapping("/account")
    ResponseEntity<String> own(Visit visit) {
        Account by = visit.signedIn();
        Own own = new Own(by, accounts.password(by.name()).isPresent(), passkeys.of(by.name()));
        return visit.page("account.jte", "", visit.texts().say("account.title"), Map.of("page", own));
    }

    @PostMapping("/account/passphrase")
    ResponseEntity<String> passphrase(
            Visit visit, @RequestParam String now, @RequestParam String passphrase, @RequestParam String again) {
        Account by = visit.signedIn();
        String known = accounts.password(by.name()).orElse("");
        if (!known.isEmpty() && !encoder.matches(now, known)) {
            return visit.refused("/account", visit.texts().say("account.passphrase.wrong"));
        }
        if (!passphrase.equals(again))
            return visit.refused("/account", visit.texts().say("account.passphrase.again"));
        String problem = Passphrases.problem(passphrase, visit.texts());
        if (problem != null) return visit.refused("/account", problem);
        setPassphrase(by.name(), by.name(), passphrase);
        return visit.to("/account", visit.texts().say("account.passphrase.done"));
    }

    private void setPassphrase(String by, String name, String passphrase) {
        String encoded = String.valueOf(encoder.encode(passphrase));
        transactions.executeWithoutResult(status -> {
            accounts.setPassword(name, encoded);
            audit.add(by, "passphrase", name, "", Instant.now());
        });
    }

    @PostMapping("/account/passkey/remove")
    ResponseEntity<String> remove(Visit visit, @RequestParam String id) {
        Account by = visit.signedIn();
        transactions.executeWithoutResult(status -> {
            if (passkeys.remove(by.name(), id)) audit.add(by.name(), "passkey-removed", by.name(), "", Instant.now());
        });
        return visit.to("/account", visit.texts().say("account.passkey.removed"));
    }

    /// Everybody, and one to change.
    ///
    /// @param chosen to change; null for a new one
    record All(List<Account> accounts, @Nullable Account chosen, List<String> sectors, boolean exercise) {

        String countries() {
            return chosen == null ? "" : String.join(", ", chosen.authority().countries());
        }

        boolean has(Role role) {
            return chosen != null && chosen.roles().contains(role);
        }

        boolean warns(String sector) {
            return chosen != null && chosen.authority().sectors().contains(sector);
        }

        boolean isHighest(Severity severity) {
            return chosen != null && chosen.authority().highest() == severity;
        }
    }

    @GetMapping("/accounts")
    ResponseEntity<String> all(Visit visit) {
        return accounts(visit, null);
    }

    @GetMapping("/accounts/{name}")
    ResponseEntity<String> one(Visit visit, @PathVariable String name) {
        return accounts(visit, accounts.find(name).orElseThrow(() -> missing()));
    }

    private ResponseEntity<String> accounts(Visit visit, @Nullable Account chosen) {
        List<String> sectors = Stream.of(Sector.values()).map(Sector::code).toList();
        All all = new All(accounts.all(), chosen, sectors, settings.isExercise());
        return visit.page("accounts.jte", "accounts", visit.texts().say("nav.accounts"), Map.of("page", all));
    }

    private static Refused missing() {
        return new Refused(Refused.Kind.MISSING, "account");
    }

    @PostMapping("/accounts")
    ResponseEntity<String> save(
            Visit visit,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String display,
            @RequestParam(name = "desk-role", defaultValue = "") List<String> roles,
            @RequestParam(defaultValue = "") String countries,
            @RequestParam(name = "sector", defaultValue = "") List<String> sectors,
            @RequestParam(defaultValue = "") String highest,
            @RequestParam(defaultValue = "") String passphrase,
            @RequestParam(defaultValue = "") String active) {
        Account by = visit.signedIn();
        if (!Account.isName(name))
            return visit.refused("/accounts", visit.texts().say("admin.name.wrong"));
        Account account = new Account(
                name,
                display.isBlank() ? name : display.strip(),
                roles(roles),
                new Authority(codes(countries), known(sectors), severity(highest)),
                null,
                !active.isEmpty());
        boolean exists = accounts.find(name).isPresent();
        if (name.equals(by.name()) && !account.is(Role.ADMIN)) {
            return visit.refused("/accounts/" + name, visit.texts().say("accounts.yourself"));
        }
        String problem = passphrase.isEmpty() ? null : Passphrases.problem(passphrase, visit.texts());
        if (problem != null) return visit.refused("/accounts", problem);
        String encoded = passphrase.isEmpty() ? null : encoder.encode(passphrase);
        transactions.executeWithoutResult(status -> {
            if (exists) {
                accounts.change(account);
                if (encoded != null) accounts.setPassword(name, encoded);
            } else {
                accounts.add(account, encoded, Instant.now());
            }
            audit.add(by.name(), exists ? "account-changed" : "account-made", name, detail(account), Instant.now());
        });
        return visit.to("/accounts", visit.texts().say("accounts.kept", name));
    }

    /// In an exercise nothing real goes out.
    @PostMapping("/settings/exercise")
    ResponseEntity<String> exercise(Visit visit, @RequestParam boolean on) {
        Account by = visit.signedIn();
        transactions.executeWithoutResult(status -> {
            settings.setExercise(on);
            audit.add(by.name(), on ? "exercise-begun" : "exercise-ended", "desk", "", Instant.now());
        });
        return visit.to("/accounts", visit.texts().say(on ? "exercise.begun" : "exercise.ended"));
    }

    private static String detail(Account account) {
        Authority authority = account.authority();
        return "roles " + account.roles().stream().sorted().toList() + ", countries "
                + authority.countries().stream().sorted().toList() + ", sectors "
                + authority.sectors().stream().sorted().toList() + ", up to "
                + (authority.highest() == null ? "any" : authority.highest()) + ", "
                + (account.active() ? "open" : "closed");
    }

    private static Set<Role> roles(List<String> names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) if (names.contains(role.name())) roles.add(role);
        return roles;
    }

    private static Set<String> codes(String countries) {
        Set<String> known = Set.of(Locale.getISOCountries());
        return Arrays.stream(countries.toUpperCase(Locale.ROOT).split("[\\s,，、;]+", 300))
                .filter(known::contains)
                .collect(Collectors.toSet());
    }

    private static Set<String> known(List<String> sectors) {
        return Stream.of(Sector.values())
                .map(Sector::code)
                .filter(sectors::contains)
                .collect(Collectors.toSet());
    }

    private static @Nullable Severity severity(String name) {
        return Arrays.stream(Severity.values())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
