package waywarden.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import waywarden.page.People.Choice;
import waywarden.page.server.Reply;
import waywarden.result.Summary;
import waywarden.result.Texts;
import waywarden.result.Wording;

/// Warnings to read, each with the contacts in whose conversation its pattern was seen.
final class AdvisoriesPage implements Site.Part {

    /// A pattern fits where this many of its indicators were seen, or all where it has fewer.
    private static final int ENOUGH = 2;

    private final Advisories advisories;

    AdvisoriesPage(Advisories advisories) {
        this.advisories = advisories;
    }

    record Entry(Advisories.Notice notice, List<Choice> fits) {}

    @Override
    public Reply reply(Visit visit) {
        Texts texts = visit.texts();
        List<Known> contacts = visit.book().contacts(texts);
        List<Entry> entries = advisories.newest().stream()
                .map(notice -> new Entry(notice, fits(texts, notice, contacts)))
                .toList();
        return visit.page("advisories.jte", "advisories", texts.say("nav.advisories"), Map.of("entries", entries));
    }

    private static List<Choice> fits(Texts texts, Advisories.Notice notice, List<Known> contacts) {
        List<Choice> fits = new ArrayList<>();
        for (Known known : contacts) {
            Summary summary = known.summary();
            if (summary == null || notice.indicators().isEmpty()) continue;
            long seen = summary.signs().stream()
                    .filter(sign ->
                            notice.indicators().contains(sign.indicator().id()))
                    .count();
            if (seen >= Math.min(ENOUGH, notice.indicators().size())) {
                fits.add(new Choice(
                        known.key(), Wording.name(texts, known.course().talk())));
            }
        }
        return fits;
    }
}
