package waywarden.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import waywarden.page.Guard.State;
import waywarden.page.Means.Drafts;
import waywarden.page.server.Reply;
import waywarden.page.server.Request.Form;
import waywarden.page.store.PrivateFolder;
import waywarden.register.Entry;
import waywarden.register.Register;
import waywarden.register.Touch;
import waywarden.result.Protection;
import waywarden.result.Protection.Place;
import waywarden.result.Protection.Touched;
import waywarden.result.Quote;
import waywarden.result.Texts;

/// Before she sends it: does a draft touch a protected matter? The draft is looked at and forgotten.
final class BeforePage implements Site.Part {

    private static final JsonMapper JSON = new JsonMapper();

    /// Most bytes of a draft dropped, and of a register taken in.
    private static final int DRAFT_BYTES = 64 << 20;

    private static final long REGISTER_BYTES = 512L << 20;

    /// Columns of her own words around a place.
    private static final int QUOTED = 160;

    private final Drafts drafts;
    private final ExecutorService work;

    /// The key that a register is about to come with.
    private final AtomicReference<@Nullable String> key = new AtomicReference<>();

    BeforePage(Drafts drafts, ExecutorService work) {
        this.drafts = drafts;
        this.work = work;
    }

    /// What the page shows.
    ///
    /// @param ready     whether a register can be asked
    /// @param hers      whether she took it in herself
    /// @param about     when it was made and how many matters it knows
    /// @param trouble   what is wrong with it; empty where nothing is
    /// @param audiences whom entries may be told to, to choose from
    /// @param text      the draft, where no script asked
    /// @param found     of it; null before anything was asked
    record Model(
            boolean ready,
            boolean hers,
            String about,
            String trouble,
            List<String> audiences,
            String audience,
            String text,
            @Nullable Found found) {}

    /// What a check found.
    ///
    /// @param sentence over it all
    record Found(String sentence, List<Shown> touched) {}

    /// One matter, and where in her own words.
    record Shown(Touched touched, List<Spot> spots) {}

    record Spot(String where, Quote quote) {}

    @Override
    public Reply reply(Visit visit) throws IOException {
        String what = visit.part(0);
        if (visit.request().method().equals("PUT")) {
            return switch (what) {
                case "draft" -> draft(visit);
                case "register" -> take(visit);
                default -> visit.missing();
            };
        }
        if (!visit.isPost()) return what.isEmpty() ? page(visit, "", "", null) : visit.missing();
        Form form = visit.request().form();
        return switch (what) {
            case "" -> page(visit, form.get("text"), form.get("to"), found(visit, form.get("text"), form.get("to")));
            case "look" -> fragment(visit, found(visit, form.get("text"), form.get("to")));
            case "key" -> {
                key.set(form.get("key"));
                yield Reply.json("{}");
            }
            case "away" -> {
                visit.book().guard().remove();
                work.execute(visit.book()::guarded);
                yield visit.to("before", visit.texts().say("before.gone"));
            }
            default -> visit.missing();
        };
    }

    private static Reply page(Visit visit, String text, String audience, @Nullable Found found) throws IOException {
        Texts texts = visit.texts();
        State state = visit.book().guard().state();
        Register register = state.register();
        Model model = new Model(
                register != null,
                state.hers(),
                register == null ? "" : about(visit, register),
                trouble(visit, state),
                register == null ? List.of() : audiences(register),
                audience,
                text,
                found);
        return visit.page("before.jte", "before", texts.say("nav.before"), Map.of("page", model));
    }

    private static String about(Visit visit, Register register) {
        Texts texts = visit.texts();
        return texts.say(
                "before.about",
                Protection.day(texts, register.made(), zone(visit)),
                register.entries().size());
    }

    private static ZoneId zone(Visit visit) {
        return visit.book().now().getOffset();
    }

    private static String trouble(Visit visit, State state) {
        Texts texts = visit.texts();
        String name = texts.say("before.register");
        if (state.refused() != null) return Protection.refused(texts, state.refused(), name);
        Instant newer = state.newer();
        Register register = state.register();
        if (newer == null || register == null) return "";
        return Protection.older(texts, name, register.made(), newer, zone(visit));
    }

    private static List<String> audiences(Register register) {
        return register.entries().stream()
                .map(Entry::audiences)
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
    }

    // --- checking ---

    private static Found found(Visit visit, String text, String audience) throws IOException {
        Texts texts = visit.texts();
        Register register = visit.book().guard().state().register();
        if (register == null) return new Found(texts.say("before.none"), List.of());
        if (text.isBlank()) return new Found(texts.say("before.empty"), List.of());
        List<Touch> touches =
                register.check(text, visit.book().now().toLocalDate(), audience.isEmpty() ? null : audience);
        String name = texts.say("before.draft");
        if (touches.isEmpty()) return new Found(texts.say("check.nothing", name), List.of());
        List<Shown> shown = Protection.touched(texts, text, touches).stream()
                .map(touched -> new Shown(
                        touched,
                        touched.places().stream()
                                .map(place -> spot(text, place))
                                .toList()))
                .toList();
        return new Found(texts.say("check.touches", name), shown);
    }

    private static Spot spot(String text, Place place) {
        return new Spot(
                place.where(), Quote.of(text, place.span().start(), place.span().end(), QUOTED));
    }

    private static Reply fragment(Visit visit, Found found) {
        return visit.fragment("touches.jte", Map.of("found", found));
    }

    /// A document dropped: its text is read as the command line reads it.
    private Reply draft(Visit visit) throws IOException {
        Path folder = visit.book().shelf().incoming(DRAFT_BYTES);
        try {
            Path file = folder.resolve("draft" + ending(visit.request().query("name")));
            try (InputStream in = visit.request().body()) {
                byte[] bytes = in.readNBytes(DRAFT_BYTES + 1);
                if (bytes.length > DRAFT_BYTES) {
                    return fragment(visit, new Found(visit.texts().say("before.large", DRAFT_BYTES >> 20), List.of()));
                }
                Files.write(file, bytes);
            }
            StringBuilder text = new StringBuilder();
            String problem = drafts.read(file, visit.texts(), text::append);
            if (problem != null) {
                String name = visit.texts().say("before.draft");
                return fragment(visit, new Found(problem.replace(file.toString(), name), List.of()));
            }
            return fragment(visit, found(visit, text.toString(), visit.request().query("to")));
        } finally {
            PrivateFolder.delete(folder);
        }
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot);
        return ending.matches("\\.[A-Za-z0-9]{1,8}") ? ending : ".txt";
    }

    // --- the register ---

    private Reply take(Visit visit) throws IOException {
        Texts texts = visit.texts();
        String with = key.getAndSet(null);
        long most = Math.min(REGISTER_BYTES, Runtime.getRuntime().maxMemory() / 4);
        byte[] register = visit.request().body().readNBytes((int) most + 1);
        if (register.length > most) return refused(texts.say("before.large", most >> 20));
        String name = texts.say("before.register");
        return switch (visit.book().guard().take(register, with == null ? "" : with)) {
            case Guard.NoKey() -> refused(texts.say("before.no.key"));
            case Guard.NotTaken(var why) -> refused(Protection.refused(texts, why, name));
            case Guard.Older(Instant made, Instant before) ->
                refused(texts.say(
                        "before.older",
                        Protection.day(texts, made, zone(visit)),
                        Protection.day(texts, before, zone(visit))));
            case Guard.Taken(Register taken) -> {
                work.execute(visit.book()::guarded);
                visit.notices().say(texts.say("before.taken", about(visit, taken)));
                yield Reply.json("{}");
            }
        };
    }

    private static Reply refused(String sentence) {
        return Reply.json(JSON.writeValueAsString(Map.of("refused", sentence)));
    }

    /// Nothing that was typed is left.
    void forget() {
        key.set(null);
    }
}
