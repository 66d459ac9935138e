package waywarden.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.advisory.CheckedWarning;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Named;
import waywarden.advisory.cap.Alert.Reference;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.CapWriter;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.template.Draft;
import waywarden.advisory.template.Template;
import waywarden.advisory.template.Template.Words;
import waywarden.advisory.template.Templates;
import waywarden.result.Texts;

/// Writes a warning from a template, or the withdrawal of one; lists the templates where none is
/// named.
@picocli.CommandLine.Command(name = "new")
final class WarnNewCommand extends Command {

    private static final int USUAL_DAYS = 90;
    private static final int MOST_DAYS = 366;

    @Parameters(arity = "0..1", paramLabel = "TEMPLATE", descriptionKey = "warn.new.template")
    @Nullable
    String template;

    @Option(names = "--sender", paramLabel = "ADDRESS", descriptionKey = "warn.new.sender")
    @Nullable
    String sender;

    @Option(names = "--sender-name", paramLabel = "NAME", descriptionKey = "warn.new.sendername")
    @Nullable
    String senderName;

    @Option(names = "--contact", paramLabel = "TEXT", descriptionKey = "warn.new.contact")
    @Nullable
    String contact;

    @Option(names = "--country", paramLabel = "FR", split = ",", descriptionKey = "warn.new.country")
    List<String> countries = List.of();

    @Option(names = "--part", paramLabel = "FR-75", split = ",", descriptionKey = "warn.new.part")
    List<String> parts = List.of();

    @Option(names = "--world", descriptionKey = "warn.new.world")
    boolean world;

    @Option(names = "--circle", paramLabel = "LAT,LON KM", descriptionKey = "warn.new.circle")
    List<String> circles = List.of();

    @Option(names = "--polygon", paramLabel = "POINTS", descriptionKey = "warn.new.polygon")
    List<String> polygons = List.of();

    @Option(names = "--area-name", paramLabel = "TEXT", descriptionKey = "warn.new.area")
    @Nullable
    String areaName;

    @Option(names = "--sector", paramLabel = "SECTOR", split = ",", descriptionKey = "warn.new.sector")
    List<String> sectors = List.of();

    @Option(names = "--role", paramLabel = "ROLE", split = ",", descriptionKey = "warn.new.role")
    List<String> roles = List.of();

    @Option(names = "--days", paramLabel = "N", descriptionKey = "warn.new.days")
    int days = USUAL_DAYS;

    @Option(names = "--exercise", descriptionKey = "warn.new.exercise")
    boolean exercise;

    @Option(names = "--updates", paramLabel = "FILE", descriptionKey = "warn.new.updates")
    @Nullable
    Path updates;

    @Option(names = "--cancels", paramLabel = "FILE", descriptionKey = "warn.new.cancels")
    @Nullable
    Path cancels;

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "warn.out")
    @Nullable
    Path out;

    WarnNewCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        Texts texts = texts();
        if (template == null && cancels == null) return list(texts);
        Alert alert = cancels != null ? withdrawal(texts, cancels) : warning(texts, named(texts));
        byte[] bytes = CapWriter.write(alert);
        CheckedWarning checked = CheckedWarning.of(CapReader.read(bytes), null, Issuers.NONE);
        if (!checked.accepted()) throw new UsageFault(faults(texts, checked));
        if (out == null) throw new UsageFault(texts.say("usage.missing", "--out FILE"));
        WarningFiles.write(texts, out, bytes);
        try (Lines lines = new Lines()) {
            lines.beside("", 0, texts.say("warn.written", out.toString()));
        }
        return ALL_READ;
    }

    private Integer list(Texts texts) {
        Ink ink = Ink.on(surroundings);
        try (Lines lines = new Lines()) {
            for (Template known : Templates.all()) {
                Words words = known.words()
                        .getOrDefault(texts.language(), known.words().get("en"));
                lines.print(ink.bold(known.id()));
                if (words != null) lines.beside("  ", 2, words.event() + texts.say("list.colon") + words.headline());
            }
            lines.print("");
            lines.beside("", 0, texts.say("warn.new.hint"));
        }
        return ALL_READ;
    }

    private Template named(Texts texts) {
        String wanted = template == null ? "" : template;
        return Templates.find(wanted)
                .orElseThrow(() -> new UsageFault(
                        texts.say("usage.choice", "TEMPLATE", wanted, String.join(", ", Templates.ids()))));
    }

    private Alert warning(Texts texts, Template from) throws IOException {
        Reference earlier = updates == null ? null : earlier(texts, updates).reference();
        String by = sender != null ? sender : earlier == null ? null : earlier.sender();
        if (by == null) throw new UsageFault(texts.say("usage.missing", "--sender ADDRESS"));
        if (earlier != null && !earlier.sender().equals(by)) throw new UsageFault(texts.say("warn.new.others", by));
        if (days < 1 || days > MOST_DAYS) {
            throw new UsageFault(texts.say("usage.choice", "--days", String.valueOf(days), "1 … " + MOST_DAYS));
        }
        OffsetDateTime sent = now();
        return new Draft(
                        identifier(),
                        by,
                        senderName,
                        sent,
                        sent.plusDays(days),
                        exercise,
                        areas(texts),
                        sectors,
                        roles,
                        contact,
                        List.of("en", "zh"),
                        earlier)
                .from(from);
    }

    private Alert withdrawal(Texts texts, Path file) throws IOException {
        return Draft.cancel(earlier(texts, file), identifier(), now(), null);
    }

    private static Alert earlier(Texts texts, Path file) throws IOException {
        CapReading reading = CapReader.read(WarningFiles.bytes(texts, file));
        Alert alert = reading.alert();
        if (alert == null) throw new UsageFault(texts.say("warn.unreadable", file.toString()));
        return alert;
    }

    private List<Area> areas(Texts texts) {
        List<Named> codes = new ArrayList<>();
        if (world) codes.add(new Named(Targets.REGION, Targets.WORLD));
        countries.forEach(
                code -> codes.add(new Named(Targets.COUNTRY, code.strip().toUpperCase(Locale.ROOT))));
        parts.forEach(
                code -> codes.add(new Named(Targets.SUBDIVISION, code.strip().toUpperCase(Locale.ROOT))));
        if (codes.isEmpty() && circles.isEmpty() && polygons.isEmpty()) {
            throw new UsageFault(texts.say("usage.missing", "--country, --part, --circle, --polygon, --world"));
        }
        String named = areaName != null ? areaName : world ? texts.say("warn.world") : String.join(", ", values(codes));
        return List.of(new Area(named.isEmpty() ? "-" : named, polygons, circles, codes, null, null));
    }

    private static List<String> values(List<Named> codes) {
        return codes.stream().map(Named::value).toList();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(surroundings.clock())
                .withOffsetSameInstant(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private static String identifier() {
        return "urn:uuid:" + UUID.randomUUID();
    }

    private static String faults(Texts texts, CheckedWarning checked) {
        List<String> sentences = checked.findings().stream()
                .filter(Finding::refuses)
                .map(finding -> finding.says(texts.locale()) + " " + finding.mend(texts.locale()))
                .distinct()
                .toList();
        return texts.say("warn.new.faults") + "\n" + String.join("\n", sentences);
    }
}
