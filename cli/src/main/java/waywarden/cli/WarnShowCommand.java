package waywarden.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.advisory.Bulletin;
import waywarden.advisory.Bulletin.Item;
import waywarden.advisory.Bulletin.Source;
import waywarden.advisory.CheckedWarning;
import waywarden.advisory.audience.Audience;
import waywarden.advisory.audience.Headcount;
import waywarden.advisory.audience.Languages;
import waywarden.advisory.audience.PeopleFile;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Reach;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.signature.Issuers;
import waywarden.cli.WarningFiles.CheckedFile;
import waywarden.indicator.IndicatorCatalog;
import waywarden.result.Quote;
import waywarden.result.Texts;
import waywarden.result.Wording;

/// Shows warnings as their reader sees them: what holds now, once each, in her language, and why she
/// gets it; or tells an issuer who would get one.
@picocli.CommandLine.Command(name = "show")
final class WarnShowCommand extends Command {

    private static final int LONGEST_LINE = 1 << 16;

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "warn.show.files")
    List<Path> files = List.of();

    @Option(names = "--for", paramLabel = "FILE", descriptionKey = "warn.show.for")
    @Nullable
    Path person;

    @Option(names = "--people", paramLabel = "FILE", descriptionKey = "warn.show.people")
    @Nullable
    Path people;

    @Option(names = "--issuers", paramLabel = "FILE", descriptionKey = "warn.issuers")
    @Nullable
    Path issuers;

    WarnShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        Texts texts = texts();
        Issuers trusted = WarningFiles.issuers(issuers);
        Person reader = person == null ? null : one(texts, person);
        List<Person> all = people == null ? null : all(texts, people);
        List<CheckedWarning> warnings = new ArrayList<>();
        boolean accepted = true;
        for (Path file : WarningFiles.under(files)) {
            CheckedFile checked = WarningFiles.read(texts, file, null, trusted);
            if (!checked.accepted()) {
                surroundings.errorPrinter().println(texts.say("warn.show.refused", file.toString()));
                accepted = false;
            }
            checked.warnings().stream().filter(CheckedWarning::accepted).forEach(warnings::add);
        }
        try (Lines lines = new Lines()) {
            show(new View(lines, texts, trusted, reader, all), warnings);
        }
        return accepted ? ALL_READ : NOT_ALL_READ;
    }

    /// What a run shows and to whom.
    private record View(
            Lines lines,
            Texts texts,
            Issuers trusted,
            @Nullable Person reader,
            @Nullable List<Person> people) {}

    private void show(View view, List<CheckedWarning> warnings) {
        Instant now = surroundings.clock().instant();
        Bulletin bulletin = Bulletin.of(warnings, view.trusted(), now);
        for (String name : bulletin.contradicted()) {
            view.lines().beside("", 0, view.texts().say("warn.contradicts", Quote.clean(name)));
        }
        for (String name : bulletin.withdrawn()) {
            view.lines().beside("", 0, view.texts().say("warn.withdrawn", Quote.clean(name)));
        }
        if (bulletin.items().isEmpty()) view.lines().print(view.texts().say("warn.none"));
        for (Item item : bulletin.items()) item(view, item, now);
    }

    private void item(View view, Item item, Instant now) {
        Texts texts = view.texts();
        Alert alert = item.lead();
        Person reader = view.reader();
        Reach reach = reader == null ? null : item.reach(reader, now);
        List<String> languages =
                reader == null || reader.languages().isEmpty() ? List.of(texts.language()) : reader.languages();
        String title = Quote.clean(item.title(texts.locale(), languages));
        if (reach instanceof Reach.Passed(Reach.Reason reason)) {
            view.lines().beside("○ ", 2, title);
            view.lines().beside("  ", 2, texts.say("warn.show.not") + " " + Quote.clean(reason.says(texts.locale())));
            return;
        }
        view.lines().beside("● ", 2, Ink.on(surroundings).bold(title));
        if (!alert.infos().isEmpty()) info(view, alert, Languages.best(alert.infos(), languages));
        sources(view, item);
        if (reach instanceof Reach.Reached got) {
            section(view, "warn.show.why");
            got.reasons().forEach(reason -> view.lines().beside("  - ", 4, Quote.clean(reason.says(texts.locale()))));
        }
        if (view.people() != null) headcount(view, alert, view.people());
        view.lines().print("");
    }

    private void info(View view, Alert alert, Info info) {
        Texts texts = view.texts();
        OffsetDateTime expires = info.expires();
        String until = expires == null
                ? texts.say("warn.show.open")
                : texts.say(
                        "warn.show.until",
                        Wording.dateTime(
                                texts,
                                expires.atZoneSameInstant(surroundings.clock().getZone())
                                        .toOffsetDateTime()));
        String kind = alert.messageType() == MessageType.UPDATE ? texts.say("warn.show.update") + " · " : "";
        view.lines().beside("  ", 2, Quote.clean(kind + info.event() + " · " + until));
        prose(view, info.description());
        prose(view, info.instruction());
        String contact = info.contact();
        if (contact != null) {
            section(view, "tell.title");
            view.lines().beside("  ", 2, Quote.clean(contact));
        }
        areas(view, info);
        indicators(view, info);
    }

    /// The issuer's own line breaks, each line made safe to print.
    private static void prose(View view, @Nullable String text) {
        if (text == null) return;
        view.lines().print("");
        for (String line : text.split("\\R", -1)) view.lines().beside("  ", 2, Quote.clean(line));
    }

    private void section(View view, String key) {
        view.lines().print("");
        view.lines().print("  " + Ink.on(surroundings).bold(view.texts().say(key)));
    }

    private void areas(View view, Info info) {
        if (info.areas().isEmpty()) return;
        section(view, "warn.show.where");
        for (Area area : info.areas()) {
            view.lines().beside("  - ", 4, Quote.clean(area.description()));
        }
    }

    private void indicators(View view, Info info) {
        List<String> ids = info.parameter(Targets.INDICATOR);
        if (ids.isEmpty()) return;
        section(view, "warn.show.signs");
        IndicatorCatalog catalog = IndicatorCatalog.bundled();
        for (String id : ids) {
            catalog.find(id)
                    .ifPresent(indicator -> view.lines()
                            .beside(
                                    "  " + id + "  ",
                                    4 + id.length(),
                                    view.texts().of(indicator.says())));
        }
    }

    private void sources(View view, Item item) {
        section(view, "warn.show.sources");
        Locale locale = view.texts().locale();
        for (Source source : item.sources()) {
            String said = Quote.clean(source.alert().sender()) + ": " + Quote.clean(source.signature(locale));
            view.lines().beside("  - ", 4, said);
        }
    }

    private void headcount(View view, Alert alert, List<Person> people) {
        Texts texts = view.texts();
        Headcount count =
                Headcount.of(Audience.of(alert), people, surroundings.clock().instant());
        section(view, "warn.show.who");
        view.lines().beside("  ", 2, texts.say("warn.show.count", told(texts, count.reached()), people.size()));
        for (Map.Entry<String, Integer> language : count.languages().entrySet()) {
            view.lines().print("  " + Quote.clean(language.getKey()) + "  " + told(texts, language.getValue()));
        }
        count.passed().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(passed -> view.lines()
                        .beside(
                                "  ",
                                2,
                                texts.say("passed." + passed.getKey().name(), told(texts, passed.getValue()))));
    }

    /// Few enough to point at somebody are only said to be few.
    private static String told(Texts texts, int number) {
        return Headcount.isTold(number)
                ? String.valueOf(number)
                : texts.say("warn.show.few", String.valueOf(Headcount.FLOOR));
    }

    private static Person one(Texts texts, Path file) throws IOException {
        return new PeopleFile().read(text(texts, file), file.toString());
    }

    private static String text(Texts texts, Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_LINE) {
            throw new UsageFault(texts.say("file.missing", file.toString()));
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static List<Person> all(Texts texts, Path file) throws IOException {
        if (!Files.isRegularFile(file)) throw new UsageFault(texts.say("file.missing", file.toString()));
        PeopleFile reader = new PeopleFile();
        List<Person> people = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) people.add(reader.read(line, file + ":" + number));
            }
        } catch (MalformedInputException e) {
            throw new UsageFault(texts.say("warn.people.encoding", file.toString()));
        }
        return people;
    }
}
