package waywarden.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Role;
import waywarden.advisory.audience.Sector;
import waywarden.advisory.audience.Stay;
import waywarden.advisory.cap.Alert;
import waywarden.delivery.Acknowledgements;
import waywarden.delivery.Address;
import waywarden.delivery.Answer;
import waywarden.delivery.Subscriber;
import waywarden.delivery.Subscriptions;
import waywarden.delivery.Subscriptions.NotEnrolled;
import waywarden.delivery.channel.Channel;
import waywarden.desk.Warning;
import waywarden.desk.issuing.Issuing;
import waywarden.desk.server.DeskChannels;
import waywarden.desk.server.Setup;
import waywarden.desk.store.AuditLog;
import waywarden.desk.store.Enrolments;
import waywarden.desk.store.Warnings;

/// The pages for people who are warned: they have no account, only addresses that nobody can guess.
/// Looking at a page changes nothing, whoever looks.
@Controller
class PersonPages {

    private static final int LONGEST_ADDRESS = 1_500;

    /// Channels that speak to everybody; the desk itself says where.
    private static final Set<String> OUTLETS = Set.of("mastodon");

    private final Acknowledgements acknowledgements;
    private final Subscriptions subscriptions;
    private final Enrolments enrolments;
    private final Warnings warnings;
    private final Issuing issuing;
    private final AuditLog audit;
    private final List<String> channels;
    private final String pushKey;
    private final String address;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    PersonPages(
            Acknowledgements acknowledgements,
            Subscriptions subscriptions,
            Enrolments enrolments,
            Warnings warnings,
            Issuing issuing,
            AuditLog audit,
            DeskChannels channels,
            Setup setup) {
        this.acknowledgements = acknowledgements;
        this.subscriptions = subscriptions;
        this.enrolments = enrolments;
        this.warnings = warnings;
        this.issuing = issuing;
        this.audit = audit;
        this.channels = channels.all().stream().map(Channel::name).toList();
        this.pushKey = Objects.requireNonNullElse(channels.pushKey(), "");
        this.address = setup.address();
        this.transactions = setup.database().transactions();
        this.clock = setup.clock();
    }

    @GetMapping("/a/{token}")
    ResponseEntity<String> ask(Visit visit, @PathVariable String token) {
        Optional<Answer> answer = acknowledgements.ask(token);
        return answer.map(found -> answerPage(visit, found, token, false)).orElseGet(() -> ended(visit));
    }

    @PostMapping("/a/{token}")
    ResponseEntity<String> answer(Visit visit, @PathVariable String token) {
        Optional<Answer> answer = acknowledgements.accept(token, "page");
        return answer.map(found -> answerPage(visit, found, token, true)).orElseGet(() -> ended(visit));
    }

    private static ResponseEntity<String> answerPage(Visit visit, Answer answer, String token, boolean done) {
        return visit.outside(
                HttpStatus.OK,
                "answer.jte",
                visit.texts().say("answer." + answer),
                Map.of("answer", answer, "token", token, "done", done));
    }

    private static ResponseEntity<String> ended(Visit visit) {
        return visit.outside(
                HttpStatus.GONE,
                "outside.jte",
                visit.texts().say("answer.ended.title"),
                Map.of("sentence", visit.texts().say("answer.ended")));
    }

    /// A warning as everybody may read it, and ways to answer for who was told of it in a browser.
    ///
    /// @param tokens `read`, `safe` and `help`; what is no token that holds is left out
    @GetMapping("/w/{name}")
    ResponseEntity<String> warning(Visit visit, @PathVariable String name, @RequestParam Map<String, String> tokens) {
        Warning latest = latest(name);
        Alert alert = latest == null ? null : issuing.issued(latest);
        if (latest == null || alert == null) return missing(visit);
        boolean withdrawn = latest.kind() == Warning.Kind.CANCEL;
        Warning shown = withdrawn && latest.replaces() != null ? issuing.find(latest.replaces()) : latest;
        Alert words = Objects.requireNonNull(issuing.issued(shown));
        boolean over = words.infos().stream()
                .allMatch(info ->
                        info.expires() != null && info.expires().toInstant().isBefore(clock.instant()));
        return visit.outside(
                HttpStatus.OK,
                "public.jte",
                WarningPages.headline(visit, shown.content()),
                Map.of("alert", words, "withdrawn", withdrawn, "over", over, "answers", answers(tokens)));
    }

    private Map<Answer, String> answers(Map<String, String> tokens) {
        Map<Answer, String> answers = new EnumMap<>(Answer.class);
        for (Answer answer : Answer.values()) {
            String token = tokens.getOrDefault(answer.name().toLowerCase(Locale.ROOT), "");
            if (acknowledgements.ask(token).equals(Optional.of(answer))) answers.put(answer, token);
        }
        return answers;
    }

    private @Nullable Warning latest(String name) {
        try {
            String chain = new String(Base64.getUrlDecoder().decode(name), StandardCharsets.UTF_8);
            int versions = warnings.versions(chain);
            return versions == 0 ? null : warnings.issuedAs(chain, versions).orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ResponseEntity<String> missing(Visit visit) {
        return visit.outside(
                HttpStatus.NOT_FOUND,
                "outside.jte",
                visit.texts().say("said.title"),
                Map.of("sentence", visit.texts().say("said.missing")));
    }

    /// How many are enrolled, and a way to invite more.
    @GetMapping("/people")
    ResponseEntity<String> people(Visit visit) {
        return visit.page(
                "people.jte",
                "people",
                visit.texts().say("nav.people"),
                Map.of("count", subscriptions.count(), "link", "", "channels", channels));
    }

    @PostMapping("/people/invite")
    ResponseEntity<String> invite(Visit visit) {
        String by = visit.signedIn().name();
        String key = Objects.requireNonNull(transactions.execute(status -> {
            audit.add(by, "invited", "", "", clock.instant());
            return enrolments.invite(by, clock.instant());
        }));
        return visit.page(
                "people.jte",
                "people",
                visit.texts().say("nav.people"),
                Map.of("count", subscriptions.count(), "link", address + "/enrol/" + key, "channels", channels));
    }

    /// An account or a program that passes on what is meant for everybody.
    @PostMapping("/people/outlet")
    ResponseEntity<String> outlet(Visit visit, @RequestParam String channel, @RequestParam String address) {
        String by = visit.signedIn().name();
        try {
            Address outlet = new Address(channel, address.strip());
            transactions.executeWithoutResult(status -> {
                subscriptions.enrol(Subscriber.Kind.OUTLET, nobody(), List.of(outlet));
                audit.add(by, "outlet", channel, "", clock.instant());
            });
        } catch (IllegalArgumentException | NotEnrolled e) {
            return visit.refused("/people", visit.texts().say("enrol.wrong.address"));
        }
        return visit.to("/people", visit.texts().say("people.outlet.done"));
    }

    /// What she says of herself, as the form shows it.
    ///
    /// @param key   of the invitation, or of her enrolment
    /// @param wrong what must be mended; empty where nothing
    record Said(
            String key,
            boolean enrolled,
            String wrong,
            List<Stay> stays,
            Set<String> sectors,
            Set<String> roles,
            List<String> languages,
            boolean exercises,
            Map<String, String> addresses,
            List<String> channels,
            String pushKey) {

        /// One more than she has, to be filled in.
        int rows() {
            return stays.size() + 1;
        }

        String stay(int row, String part) {
            if (row >= stays.size()) return "";
            Stay stay = stays.get(row);
            Object value = switch (part) {
                case "country" -> stay.country();
                case "part" -> stay.subdivision();
                case "from" -> stay.from();
                default -> stay.until();
            };
            return value == null ? "" : value.toString();
        }

        String address(String channel) {
            return addresses.getOrDefault(channel, "");
        }

        List<String> allSectors() {
            return Stream.of(Sector.values()).map(Sector::code).toList();
        }

        List<String> allRoles() {
            return Stream.of(Role.values()).map(Role::code).toList();
        }
    }

    @GetMapping("/enrol/{key}")
    ResponseEntity<String> enrol(Visit visit, @PathVariable String key) {
        if (!enrolments.isOpen(key, clock.instant())) return lapsed(visit);
        Person nobody = new Person(
                List.of(), Set.of(), Set.of(), Set.of(), List.of(visit.texts().language()), false);
        return form(visit, HttpStatus.OK, said(key, false, "", nobody, Map.of()));
    }

    @PostMapping("/enrol/{key}")
    ResponseEntity<String> enrolled(Visit visit, HttpServletRequest request, @PathVariable String key) {
        if (!enrolments.isOpen(key, clock.instant())) return lapsed(visit);
        Person person = null;
        Map<String, String> written = written(request);
        try {
            person = person(request);
            String wrong = wrong(visit, person, written);
            if (wrong != null) {
                return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, said(key, false, wrong, person, written));
            }
            Person hers = person;
            String membership = transactions.execute(status -> {
                if (!enrolments.use(key, clock.instant())) return null;
                String id = subscriptions.enrol(Subscriber.Kind.PERSON, hers, addresses(written));
                return enrolments.member(id);
            });
            if (membership == null) return lapsed(visit);
            return visit.outside(
                    HttpStatus.OK,
                    "enrolled.jte",
                    visit.texts().say("enrol.done.title"),
                    Map.of("link", URI.create(address + "/enrol/mine/" + membership)));
        } catch (IllegalArgumentException | DateTimeException | NotEnrolled e) {
            Person shown = person == null ? nobody() : person;
            String wrong = visit.texts().say(e instanceof NotEnrolled ? "enrol.wrong.address" : "enrol.wrong.place");
            return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, said(key, false, wrong, shown, written));
        }
    }

    @GetMapping("/enrol/mine/{key}")
    ResponseEntity<String> mine(Visit visit, @PathVariable String key) {
        Subscriber subscriber = subscriber(key);
        if (subscriber == null) return lapsed(visit);
        Map<String, String> addresses =
                subscriber.addresses().stream().collect(Collectors.toMap(Address::channel, Address::value));
        return form(visit, HttpStatus.OK, said(key, true, "", subscriber.person(), addresses));
    }

    @PostMapping("/enrol/mine/{key}")
    ResponseEntity<String> change(Visit visit, HttpServletRequest request, @PathVariable String key) {
        Subscriber subscriber = subscriber(key);
        if (subscriber == null) return lapsed(visit);
        Map<String, String> written = written(request);
        try {
            Person person = person(request);
            String wrong = wrong(visit, person, written);
            if (wrong != null) {
                return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, said(key, true, wrong, person, written));
            }
            transactions.executeWithoutResult(status -> {
                subscriptions.change(subscriber.id(), person);
                subscriptions.readdress(subscriber.id(), addresses(written));
            });
            return visit.outside(
                    HttpStatus.OK,
                    "outside.jte",
                    visit.texts().say("enrol.changed.title"),
                    Map.of("sentence", visit.texts().say("enrol.changed")));
        } catch (IllegalArgumentException | DateTimeException | NotEnrolled e) {
            String wrong = visit.texts().say(e instanceof NotEnrolled ? "enrol.wrong.address" : "enrol.wrong.place");
            return form(visit, HttpStatus.UNPROCESSABLE_CONTENT, said(key, true, wrong, subscriber.person(), written));
        }
    }

    @PostMapping("/enrol/mine/{key}/leave")
    ResponseEntity<String> leave(Visit visit, @PathVariable String key) {
        Subscriber subscriber = subscriber(key);
        if (subscriber == null) return lapsed(visit);
        transactions.executeWithoutResult(status -> {
            subscriptions.leave(subscriber.id());
            enrolments.leave(key);
        });
        return visit.outside(
                HttpStatus.OK,
                "outside.jte",
                visit.texts().say("enrol.left.title"),
                Map.of("sentence", visit.texts().say("enrol.left")));
    }

    private @Nullable Subscriber subscriber(String key) {
        return enrolments.subscriber(key).flatMap(subscriptions::find).orElse(null);
    }

    private static Person nobody() {
        return new Person(List.of(), Set.of(), Set.of(), Set.of(), List.of(), false);
    }

    private Said said(String key, boolean enrolled, String wrong, Person person, Map<String, String> addresses) {
        return new Said(
                key,
                enrolled,
                wrong,
                person.stays(),
                person.sectors(),
                person.roles(),
                person.languages(),
                person.exercises(),
                addresses,
                channels.stream().filter(channel -> !OUTLETS.contains(channel)).toList(),
                pushKey);
    }

    private static ResponseEntity<String> form(Visit visit, HttpStatus status, Said said) {
        return visit.outside(
                status,
                "enrol.jte",
                visit.texts().say(said.enrolled() ? "enrol.mine.title" : "enrol.title"),
                Map.of("page", said));
    }

    private static ResponseEntity<String> lapsed(Visit visit) {
        return visit.outside(
                HttpStatus.GONE,
                "outside.jte",
                visit.texts().say("enrol.lapsed.title"),
                Map.of("sentence", visit.texts().say("enrol.lapsed")));
    }

    private static @Nullable String wrong(Visit visit, Person person, Map<String, String> written) {
        if (person.stays().isEmpty()) return visit.texts().say("enrol.wrong.place");
        if (written.isEmpty()) return visit.texts().say("enrol.wrong.none");
        return null;
    }

    /// Rows without a country are left out; a point is never asked for.
    private static Person person(HttpServletRequest request) {
        List<Stay> stays = new ArrayList<>();
        String[] countries = request.getParameterValues("country");
        for (int i = 0; countries != null && i < Math.min(countries.length, 20); i++) {
            String country = countries[i].strip().toUpperCase(Locale.ROOT);
            if (country.isEmpty()) continue;
            String part = at(request, "part", i).toUpperCase(Locale.ROOT);
            stays.add(new Stay(
                    country, part.isEmpty() ? null : part, null, date(request, "from", i), date(request, "until", i)));
        }
        String languages = Objects.requireNonNullElse(request.getParameter("languages"), "");
        return new Person(
                stays,
                chosen(request, "sector", Stream.of(Sector.values()).map(Sector::code)),
                chosen(request, "role", Stream.of(Role.values()).map(Role::code)),
                Set.of(),
                Stream.of(languages.split("[\\s,，、;]+", 12))
                        .filter(language -> language.matches("[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})?"))
                        .toList(),
                request.getParameter("exercises") != null);
    }

    private static String at(HttpServletRequest request, String name, int row) {
        String[] values = request.getParameterValues(name);
        return values == null || row >= values.length ? "" : values[row].strip();
    }

    private static @Nullable LocalDate date(HttpServletRequest request, String name, int row) {
        String written = at(request, name, row);
        return written.isEmpty() ? null : LocalDate.parse(written);
    }

    private static Set<String> chosen(HttpServletRequest request, String name, Stream<String> known) {
        String[] values = request.getParameterValues(name);
        List<String> said = values == null ? List.of() : Arrays.asList(values);
        return known.filter(said::contains).collect(Collectors.toSet());
    }

    /// In the order of the desk's channels, which is that of the form.
    private Map<String, String> written(HttpServletRequest request) {
        Map<String, String> written = new LinkedHashMap<>();
        for (String channel : channels) {
            String value = request.getParameter("address-" + channel);
            if (value == null || value.isBlank()) continue;
            String bare = value.strip();
            if (bare.length() <= LONGEST_ADDRESS) written.put(channel, bare);
        }
        return written;
    }

    private static List<Address> addresses(Map<String, String> written) {
        return written.entrySet().stream()
                .map(entry -> new Address(entry.getKey(), entry.getValue()))
                .toList();
    }
}
