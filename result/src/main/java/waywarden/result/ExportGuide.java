package waywarden.result;

import java.util.ArrayList;
import java.util.List;
import waywarden.intake.ImportFormats;

/// What can be read, and where the words are on how to export it from each app.
public final class ExportGuide {

    private ExportGuide() {}

    /// A format as shown.
    ///
    /// @param name as its reader calls itself
    /// @param key  of the words on how to export it
    public record Format(String name, String key) {}

    public static List<Format> all() {
        List<Format> formats = new ArrayList<>();
        ImportFormats.ALL.forEach(reader -> formats.add(format(reader.name(), reader)));
        ImportFormats.ARCHIVES.forEach(reader -> formats.add(format(reader.name(), reader)));
        return formats;
    }

    private static Format format(String name, Object reader) {
        return new Format(name, "format." + reader.getClass().getSimpleName());
    }
}
