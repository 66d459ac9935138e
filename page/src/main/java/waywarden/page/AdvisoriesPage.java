package waywarden.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import waywarden.advisory.Bulletin.Item;
import waywarden.advisory.audience.Languages;
import waywarden.advisory.audience.Reach;
import waywarden.advisory.audience.Role;
import waywarden.advisory.audience.Sector;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Info;
import waywarden.indicator.Indicator;
import waywarden.page.People.Choice;
import waywarden.page.Warnings.Board;
import waywarden.page.Watch.Source;
import waywarden.page.server.Reply;
import waywarden.page.server.Request.Form;
import waywarden.result.Summary;
import waywarden.result.Texts;
import waywarden.result.Wording;

/// Warnings to read, those that concern her first, each with the contacts in whose conversation its pattern was seen.
final class AdvisoriesPage implements Site.Part {

    private static final JsonMapper JSON = new JsonMapper();

    /// A pattern fits where this many of its indicators were seen, or all where it has fewer.
    private static final int ENOUGH = 2;

    /// Most warnings shown at once: of those that concern her, and of the others.
    private static final int SHOWN = 60;

    private static final int LONGEST = 1_000;

    private static final List<String> COUNTRIES = List.of(Locale.getISOCountries());

    private final Warnings warnings;
    private final ExecutorService fetching;

    AdvisoriesPage(Warnings warnings, ExecutorService fetching) {
        this.warnings = warnings;
        this.fetching = fetching;
    }

    /// What the page shows.
    ///
    /// @param hers     warnings that concern her, or all where she says nothing of herself
    /// @param others   those that do not, with why
    /// @param unaimed  whether she says nothing of herself
    /// @param left     warnings that concern her and are not shown for want of room
    /// @param fetching whether a source is being fetched
    record Model(
            List<Entry> hers,
            List<Entry> others,
            boolean unaimed,
            int left,
            boolean fetching,
            Board board,
            Watch watch,
            List<Country> countries) {}

    /// @param why she gets it, or does not
    record Entry(
            String id,
            String title,
            String from,
            String when,
            List<String> text,
            String contact,
            List<String> places,
            List<Sign> signs,
            List<String> sources,
            List<String> why,
            List<Choice> fits) {}

    record Sign(String id, String says) {}

    record Country(String code, String name) {}

    /// A warning whose pattern fits a contact.
    record Fitting(String id, String title) {}

    @Override
    public Reply reply(Visit visit) throws IOException {
        if (!visit.isPost()) {
            return switch (visit.part(0)) {
                case "" -> page(visit);
                case "state" -> Reply.json(JSON.writeValueAsString(Map.of("idle", !warnings.isFetching())));
                default -> visit.missing();
            };
        }
        Form form = visit.request().form();
        return switch (visit.part(0)) {
            case "add" -> add(visit, form.get("where"));
            case "away" -> {
                warnings.remove(form.get("key"));
                yield visit.to("advisories#sources");
            }
            case "fetch" -> fetch(visit, form.get("key"));
            case "me" -> aboutHer(visit, form);
            default -> visit.missing();
        };
    }

    private Reply add(Visit visit, String where) throws IOException {
        Texts texts = visit.texts();
        if (where.isEmpty() || where.length() > LONGEST) {
            return visit.to("advisories#sources", texts.say("advisories.add.empty"));
        }
        warnings.change(watch -> watch.with(new Source(where, null, List.of())));
        return visit.to("advisories#sources");
    }

    private Reply fetch(Visit visit, String key) throws IOException {
        Texts texts = visit.texts();
        String at = Wording.dateTime(texts, visit.book().now());
        for (Source source : warnings.watch().sources()) {
            if (!source.key().equals(key)) continue;
            fetching.execute(() -> {
                try {
                    warnings.fetch(source, texts, at);
                } catch (IOException | RuntimeException e) {
                    System.err.println("waywarden open: " + e.getClass().getName());
                }
            });
        }
        return visit.to("advisories#sources");
    }

    private Reply aboutHer(Visit visit, Form form) throws IOException {
        List<String> countries = form.all("country").stream()
                .filter(COUNTRIES::contains)
                .distinct()
                .toList();
        List<String> sectors = known(form.all("sector"), Sector.values());
        List<String> roles = known(form.all("role"), Role.values());
        String issuers = form.get("issuers");
        warnings.change(watch -> new Watch(
                watch.sources(),
                countries,
                sectors,
                roles,
                form.get("exercises").equals("yes"),
                issuers.isEmpty() ? null : issuers));
        return visit.to("advisories", visit.texts().say("advisories.me.kept"));
    }

    private static List<String> known(List<String> written, Enum<?>[] values) {
        return Arrays.stream(values)
                .map(Wording::word)
                .filter(written::contains)
                .toList();
    }

    // --- showing ---

    private Reply page(Visit visit) throws IOException {
        Texts texts = visit.texts();
        Board board = warnings.read(texts);
        Watch watch = warnings.watch();
        List<Entry> hers = new ArrayList<>();
        List<Entry> others = new ArrayList<>();
        boolean unaimed = watch.countries().isEmpty();
        int left = 0;
        for (Item item : board.bulletin().items()) {
            Reach reach = item.reach(
                    watch.person(texts.language()), visit.book().now().toInstant());
            boolean concerns = reach instanceof Reach.Reached || (unaimed && isForWantOfPlace(reach));
            List<Entry> into = concerns ? hers : others;
            if (into.size() < SHOWN) into.add(entry(visit, item, reach, concerns));
            else if (concerns) left++;
        }
        Model model =
                new Model(hers, others, unaimed, left, warnings.isFetching(), board, watch, countries(texts.locale()));
        return visit.page("advisories.jte", "advisories", texts.say("nav.advisories"), Map.of("page", model));
    }

    private static boolean isForWantOfPlace(Reach reach) {
        return reach instanceof Reach.Passed(Reach.Reason reason) && reason.kind() == Reach.Kind.NO_STAY;
    }

    private static Entry entry(Visit visit, Item item, Reach reach, boolean concerns) {
        Texts texts = visit.texts();
        Alert alert = item.lead();
        List<String> languages = List.of(texts.language(), "en");
        Info info = alert.infos().isEmpty() ? null : Languages.best(alert.infos(), languages);
        List<String> why = switch (reach) {
            case Reach.Reached(var reasons, var best) ->
                reasons.stream().map(reason -> reason.says(texts.locale())).toList();
            case Reach.Passed(var reason) -> concerns ? List.of() : List.of(reason.says(texts.locale()));
        };
        return new Entry(
                id(item),
                item.title(texts.locale(), languages),
                from(alert, info),
                when(visit, alert, info),
                info == null ? List.of() : paragraphs(info.description(), info.instruction()),
                info == null || info.contact() == null ? "" : info.contact(),
                info == null
                        ? List.of()
                        : info.areas().stream().map(Area::description).toList(),
                signs(visit, item),
                item.sources().stream()
                        .map(source -> source.alert().sender() + ": " + source.signature(texts.locale()))
                        .toList(),
                why,
                fits(visit, item));
    }

    private static String id(Item item) {
        return Keys.of(item.lead().sender(), item.lead().identifier());
    }

    private static String from(Alert alert, @Nullable Info info) {
        String name = info == null ? null : info.senderName();
        return name == null || name.isBlank() ? alert.sender() : name;
    }

    private static String when(Visit visit, Alert alert, @Nullable Info info) {
        Texts texts = visit.texts();
        var zone = visit.book().now().getOffset();
        String sent = Wording.dateTime(texts, alert.sent().withOffsetSameInstant(zone));
        if (info == null || info.expires() == null) return texts.say("advisories.sent", sent);
        String until = Wording.dateTime(texts, info.expires().withOffsetSameInstant(zone));
        return texts.say("advisories.sent.until", sent, until);
    }

    private static List<String> paragraphs(@Nullable String... texts) {
        return Stream.of(texts)
                .flatMap(text -> text == null ? Stream.empty() : text.lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<Sign> signs(Visit visit, Item item) {
        return item.indicators().stream()
                .map(visit.book().screener().catalog()::find)
                .flatMap(Optional::stream)
                .map(indicator -> new Sign(indicator.id(), visit.texts().of(indicator.says())))
                .toList();
    }

    private static List<Country> countries(Locale locale) {
        return COUNTRIES.stream()
                .map(code -> new Country(code, Locale.of("", code).getDisplayCountry(locale)))
                .sorted(Comparator.comparing(Country::name, java.text.Collator.getInstance(locale)))
                .toList();
    }

    // --- patterns and contacts ---

    private static List<Choice> fits(Visit visit, Item item) {
        return visit.book().contacts(visit.texts()).stream()
                .filter(known -> fits(item, known.summary()))
                .map(known -> new Choice(
                        known.key(), Wording.name(visit.texts(), known.course().talk())))
                .toList();
    }

    private static boolean fits(Item item, @Nullable Summary summary) {
        List<String> pattern = item.indicators();
        if (summary == null || pattern.isEmpty()) return false;
        long seen = summary.signs().stream()
                .map(Summary.Sign::indicator)
                .map(Indicator::id)
                .filter(pattern::contains)
                .count();
        return seen >= Math.min(ENOUGH, pattern.size());
    }

    /// The warnings whose pattern was seen with a contact.
    List<Fitting> fitting(Visit visit, Known known) throws IOException {
        Texts texts = visit.texts();
        return warnings.board(texts).bulletin().items().stream()
                .filter(item -> fits(item, known.summary()))
                .map(item -> new Fitting(id(item), item.title(texts.locale(), List.of(texts.language(), "en"))))
                .toList();
    }
}
