package waywarden.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule.Weight;
import waywarden.advisory.xml.XmlLimits;

/// Checks warnings, and says of each what is wrong with it and how to mend it.
@picocli.CommandLine.Command(name = "validate")
final class WarnValidateCommand extends Command {

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "warn.validate.files")
    List<Path> files = List.of();

    @Option(names = "--all", descriptionKey = "warn.validate.all")
    boolean all;

    WarnValidateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        Texts texts = texts();
        boolean accepted = true;
        try (Lines lines = new Lines()) {
            for (Path file : files) accepted &= validate(lines, texts, file);
        }
        return accepted ? ALL_READ : NOT_ALL_READ;
    }

    private boolean validate(Lines lines, Texts texts, Path file) throws IOException {
        if (!Files.isRegularFile(file)) throw new UsageFault(texts.say("file.missing", file.toString()));
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(XmlLimits.MESSAGE.bytes() + 1);
        }
        CapReading reading = CapReader.read(bytes);
        String verdict = texts.say(reading.accepted() ? "warn.accepted" : "warn.refused");
        lines.print(Ink.on(surroundings).bold(Quote.clean(file.toString())) + "  " + verdict);
        for (Finding finding : reading.findings()) {
            if (finding.rule().weight() != Weight.NOTE || all) show(lines, texts, finding);
        }
        return reading.accepted();
    }

    private static void show(Lines lines, Texts texts, Finding finding) {
        String weight = texts.say("weight." + TerminalReport.word(finding.rule().weight()));
        String place = finding.line() > 0
                ? texts.say("warn.place", Quote.clean(finding.path()), String.valueOf(finding.line()))
                : Quote.clean(finding.path());
        lines.print("  " + weight + "  " + finding.rule().id() + "  " + place);
        lines.beside("    ", 4, Quote.clean(finding.says(texts.locale())));
        lines.beside("    ", 4, Quote.clean(finding.mend(texts.locale())));
    }
}
