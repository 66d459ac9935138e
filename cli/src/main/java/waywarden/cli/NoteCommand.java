package waywarden.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import waywarden.intake.diary.Diary;
import waywarden.intake.diary.DiaryEntry;
import waywarden.intake.diary.DiaryEntry.Began;
import waywarden.result.PrivateFiles;
import waywarden.result.Texts;

/// Adds a note of a meeting in person to a diary file, which `screen` reads like any export: approaches happen at
/// dinner tables. Without options it asks, question by question.
@picocli.CommandLine.Command(name = "note")
final class NoteCommand extends Command {

    private static final Map<String, Began> BEGAN = Map.of(
            "contact", Began.CONTACT,
            "me", Began.WORKER,
            "worker", Began.WORKER,
            "unclear", Began.UNCLEAR,
            "", Began.UNCLEAR);

    @Option(names = "--diary", paramLabel = "FILE", descriptionKey = "note.diary")
    @Nullable
    Path diary;

    @Option(names = "--contact", paramLabel = "NAME", descriptionKey = "note.contact")
    String contact = "";

    @Option(names = "--at", paramLabel = "TIME", descriptionKey = "note.at")
    String at = "";

    @Option(names = "--place", paramLabel = "WHERE", descriptionKey = "note.place")
    String place = "";

    @Option(names = "--began", paramLabel = "contact|me", descriptionKey = "note.began")
    String began = "";

    @Option(names = "--said", paramLabel = "WORDS", descriptionKey = "note.said")
    String said = "";

    @Option(names = "--asked", paramLabel = "WORDS", descriptionKey = "note.asked")
    String asked = "";

    @Option(names = "--given", paramLabel = "WORDS", descriptionKey = "note.given")
    String given = "";

    @Option(names = "--promised", paramLabel = "WORDS", descriptionKey = "note.promised")
    String promised = "";

    @Option(names = "--paid", paramLabel = "WORDS", descriptionKey = "note.paid")
    String paid = "";

    NoteCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        Texts texts = texts();
        boolean nothingGiven = contact.isBlank() && nothingHappened();
        if (nothingGiven && surroundings.terminals().in()) ask(texts);
        if (contact.isBlank() || nothingHappened()) throw new UsageFault(texts.say("note.contact.missing"));
        DiaryEntry entry =
                new DiaryEntry(when(texts), contact, place, begun(texts), said, asked, given, promised, paid);
        Path file = diary == null ? usualDiary() : diary;
        append(texts, file, entry);
        try (Lines lines = new Lines()) {
            lines.print(texts.say("note.written", file.toString()));
        }
        return ALL_READ;
    }

    private boolean nothingHappened() {
        return Stream.of(said, asked, given, promised, paid).allMatch(String::isBlank);
    }

    private void ask(Texts texts) throws IOException {
        PrintWriter out = surroundings.errorPrinter();
        BufferedReader in = surroundings.reader();
        out.println(texts.say("note.empty.ok"));
        contact = answer(texts, out, in, "note.ask.contact");
        at = answer(texts, out, in, "note.ask.at");
        place = answer(texts, out, in, "note.ask.place");
        began = answer(texts, out, in, "note.ask.began");
        said = answer(texts, out, in, "note.ask.said");
        asked = answer(texts, out, in, "note.ask.asked");
        given = answer(texts, out, in, "note.ask.given");
        promised = answer(texts, out, in, "note.ask.promised");
        paid = answer(texts, out, in, "note.ask.paid");
    }

    private static String answer(Texts texts, PrintWriter out, BufferedReader in, String question) throws IOException {
        out.println(texts.say(question));
        out.print("> ");
        out.flush();
        String line = in.readLine();
        return line == null ? "" : line.strip();
    }

    private OffsetDateTime when(Texts texts) {
        ZoneId zone = surroundings.clock().getZone();
        String written = at.strip().replace(' ', 'T');
        try {
            if (written.isEmpty())
                return OffsetDateTime.now(surroundings.clock()).truncatedTo(ChronoUnit.MINUTES);
            if (!written.contains("T")) {
                // A day without an hour: noon keeps it on that day wherever it is read.
                return LocalDate.parse(written).atTime(12, 0).atZone(zone).toOffsetDateTime();
            }
            boolean zoned = written.endsWith("Z")
                    || written.substring(written.indexOf('T')).matches(".*[+-].*");
            return zoned
                    ? OffsetDateTime.parse(written)
                    : LocalDateTime.parse(written).atZone(zone).toOffsetDateTime();
        } catch (DateTimeException e) {
            throw new UsageFault(texts.say("note.when.wrong", at));
        }
    }

    private Began begun(Texts texts) {
        Began known = BEGAN.get(began.strip().toLowerCase(Locale.ROOT));
        if (known == null) throw new UsageFault(texts.say("note.began.wrong", began));
        return known;
    }

    private void append(Texts texts, Path file, DiaryEntry entry) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            PrivateFiles.create(file);
            Diary.append(file, entry);
        } catch (IOException e) {
            throw new UsageFault(
                    texts.say("file.unwritable", file.toString(), e.getClass().getSimpleName()));
        }
    }

    private Path usualDiary() {
        return usualFolder(surroundings.env()).resolve("diary.jsonl");
    }

    /// Where what she keeps lies unless she says otherwise.
    static Path usualFolder(Map<String, String> env) {
        String data = env.getOrDefault("XDG_DATA_HOME", "");
        Path folder = data.isEmpty()
                ? Path.of(env.getOrDefault("HOME", System.getProperty("user.home", ".")), ".local", "share")
                : Path.of(data);
        return folder.resolve("waywarden");
    }
}
