package waywarden.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import waywarden.conversation.Conversation;
import waywarden.phase.Phase;
import waywarden.result.Quote;
import waywarden.result.Settings;
import waywarden.result.Settings.Desk;
import waywarden.result.Summary;
import waywarden.result.Summary.Sign;
import waywarden.result.TextWidth;
import waywarden.result.Texts;
import waywarden.result.Timeline;
import waywarden.result.Wording;
import waywarden.screening.Concern;
import waywarden.screening.Screening.Screened;

/// Writes what was found for each contact, in plain words, to a terminal.
final class TerminalReport {

    /// How many signs of a contact are shown in full; the rest are named in one line.
    private static final int SIGNS_IN_FULL = 6;

    /// Quiet contacts up to this number are listed one by one.
    private static final int QUIET_LISTED = 3;

    private static final int WIDEST = 100;

    /// Below a sign's first line.
    private static final String UNDER = " ".repeat(10);

    /// Room for the quotation marks around evidence.
    private static final int QUOTES = 2;

    private static final int EVIDENCE_LINES = 3;

    private final PrintWriter out;
    private final Ink ink;
    private final Texts texts;
    private final Settings settings;
    private final int width;
    private final boolean all;

    /// @param all whether quiet contacts and weak signs are shown in full too
    TerminalReport(PrintWriter out, Ink ink, Texts texts, Settings settings, int width, boolean all) {
        this.out = out;
        this.ink = ink;
        this.texts = texts;
        this.settings = settings;
        this.width = Math.clamp(width, 40, WIDEST);
        this.all = all;
    }

    /// The contacts in the order given, those without concern last and summed up.
    void write(List<Summary> summaries) {
        List<Summary> quiet = summaries.stream()
                .filter(summary -> summary.screened().concern() == Concern.NONE)
                .toList();
        for (Summary summary : summaries) if (summary.screened().concern() != Concern.NONE) contact(summary);
        if (all || quiet.size() <= QUIET_LISTED) quiet.forEach(all ? this::contact : this::headline);
        else line(ink.in(Concern.NONE, ink.disc()) + " " + texts.say("quiet.contacts", quiet.size()));
        boolean nothingElse = quiet.size() == summaries.size();
        if (nothingElse && !summaries.isEmpty()) paragraph("", texts.say("next.none"));
    }

    /// One line for each contact: what is shown beside a report in a file.
    void writeHeadlines(List<Summary> summaries) {
        summaries.forEach(this::headline);
    }

    private void contact(Summary summary) {
        headline(summary);
        gauge(summary.screened());
        signs(summary);
        group("section.easing", summary.easing(), summary);
        group("section.own", summary.own(), summary);
        lower(summary);
        next(summary);
        line("");
    }

    private void headline(Summary summary) {
        Screened screened = summary.screened();
        Conversation conversation = screened.conversation();
        String facts = Wording.facts(texts, conversation, ink.between());
        String name = Quote.isolated(TextWidth.cut(Quote.clean(Wording.name(texts, conversation)), width / 2));
        line(ink.in(screened.concern(), ink.disc()) + " " + ink.bold(name) + ink.dim(ink.between() + facts));
        String verdict = texts.say("concern." + Wording.word(screened.concern()));
        String detail =
                screened.concern() == Concern.NONE ? "" : ink.between() + Wording.phase(texts, screened.phase());
        line("  " + ink.in(screened.concern(), verdict) + detail);
    }

    private void gauge(Screened screened) {
        if (screened.messages().isEmpty()) return;
        int columns = width - 4;
        Timeline timeline = Timeline.of(screened, columns);
        int each = Math.clamp(columns / Math.max(1, timeline.steps().size()), 1, 3);
        line("");
        line("  " + ink.dim(texts.say("timeline.title", Wording.percent(screened.probability()))));
        StringBuilder bars = new StringBuilder("  ");
        StringBuilder phases = new StringBuilder("  ");
        for (Timeline.Step step : timeline.steps()) {
            Phase phase = step.phase();
            String bar = String.valueOf(ink.bar(step.belief().approach()));
            bars.append(ink.in(phase, bar.repeat(each)));
            String letter = phase == Phase.NONE ? ink.dot() : String.valueOf(phase.ordinal());
            phases.append(ink.in(phase, letter + " ".repeat(each - 1)));
        }
        line(bars.toString());
        line(phases.toString());
        alarm(screened, timeline, each);
    }

    private void alarm(Screened screened, Timeline timeline, int each) {
        Integer step = timeline.alarm();
        Integer message = screened.alarmAt();
        if (step == null || message == null) return;
        String said = texts.say("timeline.alarm", Wording.where(texts, screened.conversation(), message));
        int at = step * each;
        boolean before = at + 2 + TextWidth.of(said) > width - 4 && TextWidth.of(said) < at;
        String marked = before
                ? " ".repeat(at - 1 - TextWidth.of(said)) + said + " " + ink.up()
                : " ".repeat(at) + ink.up() + " " + said;
        line("  " + marked);
    }

    private void signs(Summary summary) {
        if (summary.signs().isEmpty()) return;
        title("section.signs");
        int shown = all
                ? summary.signs().size()
                : Math.min(SIGNS_IN_FULL, summary.signs().size());
        for (Sign sign : summary.signs().subList(0, shown)) sign(summary, sign, true);
        List<Sign> rest = summary.signs().subList(shown, summary.signs().size());
        if (!rest.isEmpty()) {
            String ids = String.join(
                    ", ", rest.stream().map(sign -> sign.indicator().id()).toList());
            paragraph("    ", texts.say("signs.more", rest.size(), ids));
        }
        for (String wrapped : TextWidth.wrap(texts.say("signs.suggestions"), width - 2, texts.locale())) {
            line("  " + ink.dim(wrapped));
        }
    }

    private void group(String title, List<Sign> signs, Summary summary) {
        if (signs.isEmpty()) return;
        title(title);
        for (Sign sign : signs) sign(summary, sign, false);
    }

    private void sign(Summary summary, Sign sign, boolean withLookAlike) {
        String id = sign.indicator().id();
        List<String> marks = new ArrayList<>();
        if (withLookAlike)
            marks.add(texts.say("strength." + Wording.word(sign.indicator().strength())));
        if (sign.count() > 1) marks.add(texts.say("sign.count", sign.count()));
        if (sign.readByModel()) marks.add(texts.say("sign.model"));
        String tail = marks.isEmpty() ? "" : texts.say("sign.marks", String.join(texts.say("list.comma"), marks));
        String says = texts.of(sign.indicator().says()) + tail;
        List<String> lines = TextWidth.wrap(says, width - 10, texts.locale());
        for (int i = 0; i < lines.size(); i++) {
            line("  " + ink.bold(TextWidth.pad(i == 0 ? id : "", 6)) + "  " + lines.get(i));
        }
        quote(summary.conversation(), sign);
        if (withLookAlike)
            paragraph(
                    UNDER, texts.say("sign.innocent", texts.of(sign.indicator().lookAlike())));
    }

    /// The quoted words beside where they stand if there is room, else by themselves in a few lines.
    private void quote(Conversation conversation, Sign sign) {
        String text = conversation.messages().get(sign.message()).text();
        int start = sign.finding().start();
        int end = sign.finding().end();
        String where = Wording.where(texts, conversation, sign.message()) + texts.say("list.colon");
        int room = width - UNDER.length();
        int beside = room - TextWidth.of(where) - QUOTES;
        if (TextWidth.of(Quote.clean(text.substring(start, end))) <= beside) {
            Quote quote = Quote.of(text, start, end, beside);
            String words = quote.before() + ink.evidence(quote.evidence()) + quote.after();
            line(UNDER + ink.dim(where) + Quote.isolated(words));
            return;
        }
        line(UNDER + ink.dim(where.strip()));
        Quote quote = Quote.of(text, start, end, (room - QUOTES) * EVIDENCE_LINES);
        String marked = ink.colour() ? quote.evidence() : ink.evidence(quote.evidence());
        for (String part : TextWidth.wrap(marked, room, texts.locale())) {
            line(UNDER + Quote.isolated(ink.colour() ? ink.evidence(part) : part));
        }
    }

    private void lower(Summary summary) {
        List<String> checks = summary.signs().stream()
                .limit(SIGNS_IN_FULL)
                .map(sign -> texts.of(sign.indicator().check()))
                .filter(check -> !check.isBlank())
                .distinct()
                .toList();
        if (checks.isEmpty()) return;
        title("section.lower");
        for (String check : checks) item(ink.bullet(), check);
    }

    private void next(Summary summary) {
        Concern concern = summary.screened().concern();
        title("section.next");
        if (concern == Concern.NONE) {
            paragraph("  ", texts.say("next.none"));
            return;
        }
        List<String> steps = Wording.steps(texts, concern);
        for (int i = 0; i < steps.size(); i++) item((i + 1) + ".", steps.get(i));
        summary.signs().stream()
                .limit(concern == Concern.NOTICE ? 1 : 3)
                .map(sign -> texts.of(sign.indicator().advice()))
                .filter(advice -> !advice.isBlank())
                .distinct()
                .forEach(advice -> item(ink.bullet(), advice));
        if (concern != Concern.NOTICE) desks();
    }

    private void desks() {
        if (settings.tell().isEmpty()) {
            paragraph("  ", texts.say("tell.nobody", settings.file()));
            return;
        }
        line("  " + ink.bold(texts.say("tell.title")));
        for (Desk desk : settings.tell()) item(ink.bullet(), Wording.described(texts, desk));
    }

    private void title(String key) {
        line("");
        line("  " + ink.bold(texts.say(key)));
    }

    private void item(String mark, String text) {
        List<String> lines = TextWidth.wrap(text, width - 6, texts.locale());
        for (int i = 0; i < lines.size(); i++) {
            line("  " + TextWidth.pad(i == 0 ? mark : "", 3) + lines.get(i));
        }
    }

    private void paragraph(String indent, String text) {
        for (String wrapped : TextWidth.wrap(text, width - indent.length(), texts.locale())) line(indent + wrapped);
    }

    private void line(String text) {
        String drawable = ink.graphic() ? text : text.replace("…", "..").replace('’', '\'');
        out.println(drawable.stripTrailing());
    }
}
