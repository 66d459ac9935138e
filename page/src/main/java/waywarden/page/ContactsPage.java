package waywarden.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waywarden.intake.Problem.Severity;
import waywarden.page.Drop.State;
import waywarden.page.server.Reply;
import waywarden.result.ExportGuide;
import waywarden.result.Page;
import waywarden.result.Problems;
import waywarden.result.Summary;
import waywarden.result.Texts;
import waywarden.screening.Concern;

/// The first page: her contacts by concern, and where to drop more.
final class ContactsPage implements Site.Part {

    private static final Set<String> OTHERS = Set.of("format.ConversationJsonlReader", "format.DiaryReader");

    private final Drop drop;

    ContactsPage(Drop drop) {
        this.drop = drop;
    }

    /// What the page shows.
    ///
    /// @param contacts with a concern
    /// @param quiet    without
    /// @param unread   who could not be screened, or is known by name alone
    /// @param state    of what was dropped last
    /// @param losses   what was not read of it
    /// @param notes    on how it was read
    /// @param guide    how to export
    /// @param toured   whether she has seen the tour
    /// @param damaged  kept files that could not be read
    record Model(
            List<Entry> contacts,
            List<Entry> quiet,
            List<Entry> unread,
            State state,
            Book.Progressed progressed,
            List<String> losses,
            List<String> notes,
            List<ExportGuide.Format> guide,
            boolean toured,
            int damaged) {

        boolean isEmpty() {
            return contacts.isEmpty() && quiet.isEmpty() && unread.isEmpty();
        }
    }

    /// A line of the list.
    record Entry(String key, String name, Page.Contact contact) {}

    @Override
    public Reply reply(Visit visit) {
        return visit.page("contacts.jte", "contacts", visit.texts().say("nav.contacts"), Map.of("page", model(visit)));
    }

    private Model model(Visit visit) {
        Texts texts = visit.texts();
        List<Entry> contacts = new ArrayList<>();
        List<Entry> quiet = new ArrayList<>();
        List<Entry> unread = new ArrayList<>();
        for (Known known : visit.book().contacts(texts)) {
            Summary summary = known.summary();
            Entry entry = new Entry(
                    known.key(),
                    waywarden.result.Wording.name(texts, known.course().talk()),
                    new Page.Contact(1, summary == null ? nothing(known) : summary, texts));
            if (summary == null) unread.add(entry);
            else if (known.concern() == Concern.NONE) quiet.add(entry);
            else contacts.add(entry);
        }
        State state = drop.state();
        return new Model(
                contacts,
                quiet,
                unread,
                state,
                visit.book().progressed(),
                Problems.sentences(texts, state.problems(), Severity.LOSS),
                Problems.sentences(texts, state.problems(), Severity.NOTE),
                guide(),
                visit.book().notebook().toured(),
                visit.book().damaged());
    }

    /// Of apps: what other programs write is told on the command line.
    private static List<ExportGuide.Format> guide() {
        return ExportGuide.all().stream()
                .filter(format -> !OTHERS.contains(format.key()))
                .toList();
    }

    private static Summary nothing(Known known) {
        return new Summary(
                waywarden.screening.Screener.summed(known.course().talk(), List.of(), 0),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static Map<String, Object> with(String name, Object value) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put(name, value);
        return params;
    }
}
