package waywarden.cli;

import waywarden.result.ExportGuide;
import waywarden.result.Texts;

/// Lists what can be read, and how to export it from each app.
@picocli.CommandLine.Command(name = "formats")
final class FormatsCommand extends Command {

    FormatsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Texts texts = texts();
        Ink ink = Ink.on(surroundings);
        try (Lines lines = new Lines()) {
            lines.beside("", 0, texts.say("formats.intro"));
            for (ExportGuide.Format format : ExportGuide.all()) {
                lines.print("");
                lines.print(ink.bold(format.name()));
                if (texts.has(format.key())) lines.beside("  ", 2, texts.say(format.key()));
            }
        }
        return ALL_READ;
    }
}
