package waywarden.advisory.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// A folder with warnings or feeds in files.
public final class WarningFolder {

    /// How names of warnings and feeds end.
    private static final Set<String> ENDINGS = Set.of("xml", "cap", "atom", "rss", "edxlde");

    private WarningFolder() {}

    /// The files in a folder, not below it, that may hold warnings, in the order of their names.
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> ENDINGS.contains(ending(file)) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
