package waywarden.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.advisory.CheckedWarning;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule;
import waywarden.advisory.cap.Rule.Weight;
import waywarden.advisory.profile.Profile;
import waywarden.advisory.signature.Issuers;
import waywarden.cli.WarningFiles.CheckedFile;
import waywarden.result.Quote;
import waywarden.result.Texts;
import waywarden.result.Wording;

/// Checks warnings, and says of each what is wrong with it and how to mend it.
@picocli.CommandLine.Command(name = "validate")
final class WarnValidateCommand extends Command {

    /// A rule broken in many places is told in full this often.
    private static final int PLACES_IN_FULL = 3;

    @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "warn.validate.files")
    List<Path> files = List.of();

    @Option(names = "--all", descriptionKey = "warn.validate.all")
    boolean all;

    @Option(names = "--json", descriptionKey = "warn.validate.json")
    boolean json;

    @Option(names = "--profile", paramLabel = "waywarden|cell-broadcast", descriptionKey = "warn.profile")
    @Nullable
    String profile;

    @Option(names = "--issuers", paramLabel = "FILE", descriptionKey = "warn.issuers")
    @Nullable
    Path issuers;

    WarnValidateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        Texts texts = texts();
        Profile also = WarningFiles.profile(texts, profile);
        Issuers trusted = WarningFiles.issuers(issuers);
        boolean accepted = true;
        try (Lines lines = new Lines()) {
            for (Path file : files) {
                CheckedFile checked = WarningFiles.read(texts, file, also, trusted);
                if (json) WarningJson.write(surroundings.out(), checked, texts.locale());
                else show(lines, texts, checked);
                accepted &= checked.accepted();
            }
        }
        return accepted ? ALL_READ : NOT_ALL_READ;
    }

    private void show(Lines lines, Texts texts, CheckedFile file) {
        String verdict = texts.say(file.accepted() ? "warn.accepted" : "warn.refused");
        lines.print(Ink.on(surroundings).bold(Quote.clean(file.name())) + "  " + verdict);
        show(lines, texts, file.feed().findings());
        int number = 0;
        for (CheckedWarning warning : file.warnings()) {
            number++;
            Alert alert = warning.reading().alert();
            if (file.warnings().size() > 1) {
                String name = alert == null ? "?" : alert.identifier();
                String said = texts.say(warning.accepted() ? "warn.accepted" : "warn.refused");
                if (!warning.accepted() || all) {
                    lines.print("  " + texts.say("warn.number", number, Quote.clean(name)) + "  " + said);
                }
            }
            show(lines, texts, warning.findings());
        }
    }

    private void show(Lines lines, Texts texts, List<Finding> findings) {
        Map<Rule, Integer> told = new HashMap<>();
        for (Finding finding : findings) {
            if (finding.rule().weight() == Weight.NOTE && !all) continue;
            int times = told.merge(finding.rule(), 1, Integer::sum);
            if (times <= PLACES_IN_FULL || all) show(lines, texts, finding);
        }
        told.forEach((rule, times) -> {
            if (times > PLACES_IN_FULL && !all) {
                lines.print("  " + rule.id() + "  " + texts.say("warn.more", times - PLACES_IN_FULL));
            }
        });
    }

    private static void show(Lines lines, Texts texts, Finding finding) {
        String weight = texts.say("weight." + Wording.word(finding.rule().weight()));
        String place = finding.line() > 0
                ? texts.say("warn.place", Quote.clean(finding.path()), String.valueOf(finding.line()))
                : Quote.clean(finding.path());
        lines.print(("  " + weight + "  " + finding.rule().id() + "  " + place).stripTrailing());
        lines.beside("    ", 4, Quote.clean(finding.says(texts.locale())));
        lines.beside("    ", 4, Quote.clean(finding.mend(texts.locale())));
    }
}
