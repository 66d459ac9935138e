package waywarden.cli;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.intake.Export;
import waywarden.intake.Imported;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective.Candidate;
import waywarden.intake.Perspective.Resolved;
import waywarden.intake.Perspective.View;
import waywarden.intake.Perspective.WhoAreYou;
import waywarden.intake.Problem;
import waywarden.intake.Problem.Severity;
import waywarden.result.HtmlReport;
import waywarden.result.Page;
import waywarden.result.Problems;
import waywarden.result.Quote;
import waywarden.result.Settings;
import waywarden.result.Summary;
import waywarden.result.Texts;
import waywarden.result.Wording;
import waywarden.screening.Concern;
import waywarden.screening.ProtectedMatters.Theme;
import waywarden.screening.Screening;
import waywarden.screening.Screening.NotScreened;
import waywarden.screening.Screening.Screened;

/// Reads exports, screens each conversation in them and shows what was found.
@picocli.CommandLine.Command(name = "screen")
final class ScreenCommand extends Command {

    private static final String STDIN = "-";

    /// How many names a complaint lists.
    private static final int NAMES_LISTED = 12;

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "screen.files")
    List<String> files = List.of();

    @Option(names = "--json", descriptionKey = "screen.json")
    boolean json;

    @Option(names = "--html", paramLabel = "REPORT", descriptionKey = "screen.html")
    @Nullable
    Path html;

    @Option(names = "--force", descriptionKey = "screen.force")
    boolean force;

    @Option(names = "--me", paramLabel = "NAME", descriptionKey = "screen.me")
    List<String> me = List.of();

    @Option(names = "--all", descriptionKey = "screen.all")
    boolean all;

    @Option(names = "--limits", paramLabel = "strict|default|generous", descriptionKey = "screen.limits")
    String limits = "default";

    @Option(names = "--settings", paramLabel = "FILE", descriptionKey = "screen.settings")
    @Nullable
    Path settingsFile;

    @Mixin
    RegisterOptions protection = new RegisterOptions();

    private final Library library;

    ScreenCommand(Surroundings surroundings, Library library) {
        super(surroundings);
        this.library = library;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = SettingsFile.find(settingsFile, surroundings.env());
        Texts texts = texts(settings.language());
        IntakeLimits bounds = bounds(texts);
        if (html != null && !HtmlReport.mayWrite(html, force)) {
            throw new UsageFault(texts.say("file.force", html.toString()));
        }
        if (protection.isAsked()) {
            library.guard(protection.open(surroundings, texts), LocalDate.now(surroundings.clock()));
        }
        try (WorkProgress progress = new WorkProgress(surroundings, texts, Ink.on(surroundings))) {
            Imported imported = read(texts, bounds, progress);
            return switch (seen(texts, imported)) {
                case Resolved known -> show(texts, settings, imported, known, screen(known, progress));
                case WhoAreYou unknown -> throw new UsageFault(whoIsWho(texts, unknown.candidates()));
            };
        }
    }

    private IntakeLimits bounds(Texts texts) {
        return switch (limits.toLowerCase(Locale.ROOT)) {
            case "strict" -> IntakeLimits.STRICT;
            case "default" -> IntakeLimits.DEFAULT;
            case "generous" -> IntakeLimits.GENEROUS;
            default -> throw new UsageFault(texts.say("usage.choice", "--limits", limits, "strict, default, generous"));
        };
    }

    // --- reading ---

    private Imported read(Texts texts, IntakeLimits bounds, WorkProgress progress) throws IOException {
        List<Path> paths =
                files.stream().filter(file -> !file.equals(STDIN)).map(Path::of).toList();
        Imported fromFiles =
                paths.isEmpty() ? new Imported(List.of(), List.of()) : library.read(paths, bounds, progress);
        if (!files.contains(STDIN)) return fromFiles;
        Imported fromInput = library.read(standardInput(texts, bounds), bounds);
        return new Imported(
                joined(fromFiles.transcripts(), fromInput.transcripts()),
                joined(fromFiles.problems(), fromInput.problems()));
    }

    /// One byte more than is allowed is enough for the limit to be noticed and said.
    private Export standardInput(Texts texts, IntakeLimits bounds) throws IOException {
        int most = (int) Math.min(bounds.fileBytes() + 1, Integer.MAX_VALUE - 8);
        return Export.of(texts.say("stdin.name"), surroundings.in().readNBytes(most));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    // --- whose export it is ---

    private View seen(Texts texts, Imported imported) throws IOException {
        View view = library.seenBy(imported, me);
        if (!(view instanceof WhoAreYou unknown)) return view;
        List<Candidate> candidates = unknown.candidates();
        if (!me.isEmpty()) throw new UsageFault(texts.say("me.unknown", me.getFirst(), listed(candidates)));
        boolean canAsk =
                surroundings.terminals().in() && surroundings.terminals().err() && !files.contains(STDIN);
        return canAsk && !candidates.isEmpty() ? library.seenBy(imported, List.of(ask(texts, candidates))) : view;
    }

    private String ask(Texts texts, List<Candidate> candidates) throws IOException {
        PrintWriter out = surroundings.errorPrinter();
        BufferedReader in = surroundings.reader();
        out.println(texts.say("me.ask"));
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            String name = Quote.isolated(Quote.clean(candidate.name()));
            out.println("  " + (i + 1) + "  " + texts.say("me.candidate", name, candidate.messages()));
        }
        while (true) {
            out.print(texts.say("me.prompt"));
            out.flush();
            String line = in.readLine();
            if (line == null) throw new UsageFault(whoIsWho(texts, candidates));
            String typed = line.strip();
            if (typed.matches("\\d{1,6}")) {
                int number = Integer.parseInt(typed);
                if (number >= 1 && number <= candidates.size()) {
                    return candidates.get(number - 1).name();
                }
            }
            out.println(texts.say("me.again"));
        }
    }

    private static String whoIsWho(Texts texts, List<Candidate> candidates) {
        if (candidates.isEmpty()) return texts.say("me.nobody");
        return texts.say("me.tell", listed(candidates));
    }

    private static String listed(List<Candidate> candidates) {
        List<String> names = candidates.stream()
                .limit(NAMES_LISTED)
                .map(candidate -> Quote.isolated(Quote.clean(candidate.name())))
                .toList();
        return String.join(", ", names) + (candidates.size() > NAMES_LISTED ? " …" : "");
    }

    // --- screening ---

    private List<Screening> screen(Resolved known, WorkProgress progress) {
        long total = known.conversations().stream()
                .mapToLong(conversation -> conversation.messages().size())
                .sum();
        AtomicLong done = new AtomicLong();
        List<Screening> screenings = library.screen(
                known.conversations(),
                one -> progress.screened(
                        done.addAndGet(one.conversation().messages().size()), total));
        progress.close();
        return screenings;
    }

    // --- showing ---

    private int show(Texts texts, Settings settings, Imported imported, Resolved known, List<Screening> screenings)
            throws IOException {
        List<Problem> problems = joined(imported.problems(), known.notes());
        List<Summary> summaries = json && html == null ? List.of() : summaries(screenings);
        if (html != null) writeHtml(texts, settings, html, summaries, problems, screenings);
        if (json) writeJson(screenings, problems);
        else writeText(texts, settings, summaries);
        PrintWriter err = surroundings.errorPrinter();
        losses(texts, problems, screenings).forEach(err::println);
        Problems.sentences(texts, problems, Severity.NOTE).forEach(err::println);
        if (screenings.isEmpty()) err.println(texts.say("nothing.read"));
        boolean lost = problems.stream().anyMatch(problem -> problem.severity() == Severity.LOSS)
                || screenings.stream().anyMatch(NotScreened.class::isInstance);
        return lost || screenings.isEmpty() ? NOT_ALL_READ : ALL_READ;
    }

    private List<Summary> summaries(List<Screening> screenings) {
        return screenings.stream()
                .filter(Screened.class::isInstance)
                .map(screening ->
                        Summary.of((Screened) screening, library.catalog(), library.themes((Screened) screening)))
                .sorted(Comparator.comparing(
                                (Summary summary) -> summary.screened().concern())
                        .thenComparing(summary -> summary.screened().probability())
                        .reversed())
                .toList();
    }

    private void writeJson(List<Screening> screenings, List<Problem> problems) throws IOException {
        OutputStream out = new BufferedOutputStream(surroundings.out(), 1 << 16);
        for (Screening screening : screenings) {
            List<Theme> themes = screening instanceof Screened screened ? library.themes(screened) : List.of();
            JsonReport.write(out, screening, themes, problems);
        }
        out.flush();
    }

    private void writeText(Texts texts, Settings settings, List<Summary> summaries) {
        PrintWriter out = surroundings.printer();
        TerminalReport report =
                new TerminalReport(out, Ink.on(surroundings), texts, settings, surroundings.width(), all);
        if (html == null) {
            report.write(summaries);
            ProtectedReport.write(out, texts, summaries, protection.isAsked());
        } else {
            report.writeHeadlines(summaries);
            out.println(texts.say("html.written", html.toString()));
            ProtectedReport.write(out, texts, summaries, protection.isAsked());
        }
        out.flush();
    }

    private void writeHtml(
            Texts texts,
            Settings settings,
            Path file,
            List<Summary> summaries,
            List<Problem> problems,
            List<Screening> screenings) {
        List<Page.Contact> contacts = new ArrayList<>();
        List<Page.Contact> quiet = new ArrayList<>();
        for (Summary summary : summaries) {
            boolean isQuiet = summary.screened().concern() == Concern.NONE && !all;
            (isQuiet ? quiet : contacts).add(new Page.Contact(contacts.size() + quiet.size() + 1, summary, texts));
        }
        Page page = new Page(
                texts,
                texts.say("html.made", Wording.dateTime(texts, OffsetDateTime.now(surroundings.clock()))),
                contacts,
                quiet,
                losses(texts, problems, screenings),
                Problems.sentences(texts, problems, Severity.NOTE),
                settings.tell(),
                settings.file());
        try {
            HtmlReport.write(file, page, force);
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? "directory" : e.getClass().getSimpleName();
            throw new UsageFault(texts.say("file.unwritable", file.toString(), why));
        }
    }

    private static List<String> losses(Texts texts, List<Problem> problems, List<Screening> screenings) {
        List<String> losses = new ArrayList<>(Problems.sentences(texts, problems, Severity.LOSS));
        for (Screening screening : screenings) {
            if (screening instanceof NotScreened notScreened) losses.add(Problems.sentence(texts, notScreened));
        }
        return losses;
    }
}
