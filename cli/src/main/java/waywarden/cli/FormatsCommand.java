package waywarden.cli;

import java.util.ArrayList;
import java.util.List;
import waywarden.intake.ImportFormats;

/// Lists what can be read, and how to export it from each app.
@picocli.CommandLine.Command(name = "formats")
final class FormatsCommand extends Command {

    FormatsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /// A format as shown.
    ///
    /// @param name  as its reader calls itself
    /// @param key  of the words on how to export it
    record Format(String name, String key) {}

    static List<Format> all() {
        List<Format> formats = new ArrayList<>();
        ImportFormats.ALL.forEach(reader -> formats.add(format(reader.name(), reader)));
        ImportFormats.ARCHIVES.forEach(reader -> formats.add(format(reader.name(), reader)));
        return formats;
    }

    private static Format format(String name, Object reader) {
        return new Format(name, "format." + reader.getClass().getSimpleName());
    }

    @Override
    public Integer call() {
        Texts texts = texts();
        Ink ink = Ink.on(surroundings);
        try (Lines lines = new Lines()) {
            lines.beside("", 0, texts.say("formats.intro"));
            for (Format format : all()) {
                lines.print("");
                lines.print(ink.bold(format.name()));
                if (texts.bundle().containsKey(format.key())) lines.beside("  ", 2, texts.say(format.key()));
            }
        }
        return ALL_READ;
    }
}
