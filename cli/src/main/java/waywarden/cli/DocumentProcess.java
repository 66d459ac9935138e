package waywarden.cli;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads documents of office programs in a process of its own.
final class DocumentProcess {
    private DocumentProcess() {}

    static @Nullable String read(Path file, Texts texts, Consumer<String> into) {
        return texts.say("document.kind", file);
    }
}
