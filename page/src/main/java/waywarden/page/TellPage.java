package waywarden.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.indicator.IndicatorCatalog;
import waywarden.page.People.Choice;
import waywarden.page.server.Reply;
import waywarden.page.server.Request.Form;
import waywarden.page.store.Age;
import waywarden.result.Protection;
import waywarden.result.Settings.Desk;
import waywarden.result.Summary;
import waywarden.result.Texts;
import waywarden.result.Wording;
import waywarden.screening.Finding;
import waywarden.screening.ProtectedMatters.Theme;
import waywarden.screening.Screening.Screened;

/// A report for her desk: she picks what goes in, sees exactly what will leave, and saves it. Nothing is sent from
/// here.
final class TellPage implements Site.Part {

    /// Most messages that can be picked from at once.
    private static final int MOST_SHOWN = 120;

    /// Of one message, so that the list stays a list.
    private static final int MOST_NAMED = 2;

    private static final int LONGEST_NOTE = 20_000;

    private final ContactPage contacts;

    /// What she last put together, by contact: kept in memory only.
    private final Map<String, Draft> drafts = new ConcurrentHashMap<>();

    TellPage(ContactPage contacts) {
        this.contacts = contacts;
    }

    /// @param desk to encrypt for; null where none is chosen
    private record Draft(Report report, @Nullable Desk desk) {}

    /// @param matters whether there are protected matters to tell of
    record Picking(String key, String name, List<Pick> picks, int left, List<Desk> desks, boolean matters) {}

    /// A message to pick or leave.
    ///
    /// @param picked beforehand, because something was found in it
    record Pick(int index, boolean picked, String who, String when, String text, String found) {}

    /// @param json    letter by letter what the file holds
    /// @param key     whether it can be encrypted for the desk chosen
    record Preview(String contactKey, Report report, String json, boolean key) {}

    @Override
    public Reply reply(Visit visit) throws IOException {
        Texts texts = visit.texts();
        if (visit.part(0).isEmpty()) {
            List<Choice> choices = People.choices(visit.book(), texts);
            return visit.page("tell.jte", "tell", texts.say("nav.tell"), Map.of("choices", choices));
        }
        Optional<Known> known = visit.book().find(visit.part(0), texts);
        if (known.isEmpty() || known.get().summary() == null) return visit.missing();
        return switch (visit.part(1)) {
            case "" -> visit.isPost() ? draft(visit, known.get()) : picking(visit, known.get());
            case "preview" -> preview(visit);
            case "report.json" -> file(visit, false);
            case "report.json.age" -> file(visit, true);
            default -> visit.missing();
        };
    }

    private static Screened screened(Known known) {
        return Objects.requireNonNull(known.summary()).screened();
    }

    // --- picking ---

    private Reply picking(Visit visit, Known known) {
        Texts texts = visit.texts();
        Screened screened = screened(known);
        Summary summary = Objects.requireNonNull(known.summary());
        Set<Integer> telling =
                summary.signs().stream().map(Summary.Sign::message).collect(Collectors.toSet());
        boolean[] shown = new boolean[screened.messages().size()];
        int count = 0;
        for (int around = 0; around <= 2; around++) {
            for (int message : telling.stream().sorted().toList()) {
                for (int i = message - around; i <= message + around; i++) {
                    if (i < 0 || i >= shown.length || shown[i] || count >= MOST_SHOWN) continue;
                    shown[i] = true;
                    count++;
                }
            }
        }
        for (int i = shown.length - 1; i >= 0 && count < MOST_SHOWN; i--) {
            if (!shown[i]) count++;
            shown[i] = true;
        }
        String name = Wording.name(texts, known.course().talk());
        Set<Message> said = Collections.newSetFromMap(new IdentityHashMap<>());
        said.addAll(known.course().talk().messages());
        IndicatorCatalog catalog = visit.book().screener().catalog();
        // What she told stands in the report by itself.
        List<Pick> picks = IntStream.range(0, shown.length)
                .filter(i -> shown[i]
                        && said.contains(screened.conversation().messages().get(i)))
                .mapToObj(i -> pick(catalog, texts, screened, i, telling.contains(i), name))
                .toList();
        Picking model = new Picking(
                known.key(),
                name,
                picks,
                said.size() - picks.size(),
                contacts.desks(visit.book()),
                !matters(texts, known).isEmpty());
        return visit.page("pick.jte", "tell", texts.say("tell.for", name), Map.of("page", model));
    }

    private static String says(IndicatorCatalog catalog, Texts texts, String indicator) {
        return catalog.find(indicator).map(found -> texts.of(found.says())).orElse(indicator);
    }

    private static Pick pick(
            IndicatorCatalog catalog, Texts texts, Screened screened, int index, boolean picked, String name) {
        Message message = screened.conversation().messages().get(index);
        String found = screened.messages().get(index).findings().stream()
                .sorted(Comparator.comparing(Finding::strength).reversed())
                .map(finding -> says(catalog, texts, finding.indicator()))
                .distinct()
                .limit(MOST_NAMED)
                .collect(Collectors.joining(" · "));
        return new Pick(
                index,
                picked,
                message.from() == Speaker.WORKER ? texts.say("html.you") : name,
                message.at() == null ? "" : Wording.dateTime(texts, message.at()),
                message.text(),
                found);
    }

    // --- the report ---

    private Reply draft(Visit visit, Known known) throws IOException {
        Form form = visit.request().form();
        Texts texts = visit.texts();
        Desk desk = contacts.desks(visit.book()).stream()
                .filter(one -> one.name().equals(form.get("desk")))
                .findFirst()
                .orElse(null);
        Set<Integer> picked = form.all("pick").stream()
                .filter(number -> number.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
        if (picked.isEmpty() && form.get("note").isEmpty()) {
            return visit.to("tell/" + known.key(), texts.say("tell.empty"));
        }
        if (form.get("note").length() > LONGEST_NOTE) {
            return visit.to("tell/" + known.key(), texts.say("failed.large"));
        }
        drafts.put(known.key(), new Draft(report(visit, known, form, picked, desk), desk));
        return visit.to("tell/" + known.key() + "/preview");
    }

    private static Report report(Visit visit, Known known, Form form, Set<Integer> picked, @Nullable Desk desk) {
        Texts texts = visit.texts();
        Screened screened = screened(known);
        Conversation talk = screened.conversation();
        Masking masking = masking(visit, known, form);
        boolean named = form.get("named").equals("yes");
        List<Report.Excerpt> excerpts = new ArrayList<>();
        List<Report.Sign> signs = new ArrayList<>();
        IndicatorCatalog catalog = visit.book().screener().catalog();
        for (int i = 0; i < talk.messages().size(); i++) {
            if (!picked.contains(i)) continue;
            Message message = talk.messages().get(i);
            excerpts.add(new Report.Excerpt(
                    i + 1,
                    message.at() == null ? null : String.valueOf(message.at().toLocalDateTime()),
                    message.from().name().toLowerCase(Locale.ROOT),
                    masking.masked(message.text())));
            for (Finding finding : screened.messages().get(i).findings()) {
                Report.Sign sign = new Report.Sign(
                        finding.indicator(),
                        texts.of(catalog.find(finding.indicator()).orElseThrow().says()));
                if (!signs.contains(sign)) signs.add(sign);
            }
        }
        List<String> knownOf = form.get("known").equals("yes")
                ? visit.book().notebook().told().stream()
                        .filter(t -> t.contact().equals(known.key())
                                && t.knowledge().indicator(t.answer()).isPresent())
                        .map(t -> Phrases.said(texts, t))
                        .toList()
                : List.of();
        return new Report(
                Report.VERSION,
                visit.book().now().toLocalDate().toString(),
                desk == null ? null : desk.name(),
                named ? Wording.name(texts, known.course().talk()) : texts.say("tell.contact.masked"),
                talk.channel(),
                Wording.word(screened.concern()),
                screened.phase().ordinal(),
                signs,
                knownOf,
                form.get("matters").equals("yes") ? matters(texts, known) : List.of(),
                excerpts,
                masking.masked(form.get("note")));
    }

    /// Which protected matters the contact asked about and she told, with where and when.
    private static List<String> matters(Texts texts, Known known) {
        Summary summary = known.summary();
        if (summary == null) return List.of();
        List<String> lines = new ArrayList<>();
        for (Theme theme : summary.matters()) {
            String matter = Protection.described(texts, theme.entry());
            String asked = Protection.places(texts, summary.conversation(), theme.asked());
            String given = Protection.places(texts, summary.conversation(), theme.given());
            if (!asked.isEmpty()) lines.add(texts.say("report.matters.asked", matter, asked));
            if (!given.isEmpty()) lines.add(texts.say("report.matters.given", matter, given));
        }
        return lines;
    }

    private static Masking masking(Visit visit, Known known, Form form) {
        Texts texts = visit.texts();
        String own = known.course().talk().contact();
        boolean mask = !form.get("open").equals("yes");
        List<String> others = new ArrayList<>();
        if (mask) {
            visit.book().contacts(texts).stream()
                    .filter(other -> !other.key().equals(known.key()))
                    .map(other -> other.course().talk().contact())
                    .filter(Objects::nonNull)
                    .filter(name -> !name.equals(own))
                    .forEach(others::add);
        }
        Stream.of(form.get("more").split("[,，、;\\n]"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(others::add);
        List<String> hers = new ArrayList<>(mask ? visit.book().notebook().names() : List.of());
        if (own != null && !form.get("named").equals("yes")) others.addFirst(own);
        return new Masking(
                hers,
                texts.say("tell.mask.me"),
                others,
                texts.say("tell.mask.third"),
                mask,
                texts.say("tell.mask.address"),
                texts.say("tell.mask.telephone"));
    }

    // --- what will leave ---

    private Reply preview(Visit visit) {
        Draft draft = drafts.get(visit.part(0));
        if (draft == null) return visit.to("tell/" + visit.part(0));
        String json = new String(draft.report.json(), StandardCharsets.UTF_8);
        boolean key = draft.desk != null && draft.desk.key() != null;
        Preview preview = new Preview(visit.part(0), draft.report, json, key);
        return visit.page("preview.jte", "tell", visit.texts().say("tell.preview"), Map.of("page", preview));
    }

    private Reply file(Visit visit, boolean sealed) throws IOException {
        Draft draft = drafts.get(visit.part(0));
        if (draft == null) return visit.missing();
        byte[] json = draft.report.json();
        String name = "waywarden-report-" + draft.report.made() + ".json";
        if (!sealed) return Reply.file("application/json", name, json);
        String key = draft.desk == null ? null : draft.desk.key();
        if (key == null || !Age.isRecipient(key)) return visit.missing();
        return Reply.file("application/octet-stream", name + ".age", Age.sealed(json, key));
    }

    /// Nothing of what she put together is left.
    void forget() {
        drafts.clear();
    }
}
