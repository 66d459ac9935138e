package waywarden.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import waywarden.intake.TextEncoding;
import waywarden.register.RegisterKey;
import waywarden.result.Settings;
import waywarden.result.Texts;

/// What the program around the page gives it.
///
/// @param settings of the command line: whom to tell, and her language
/// @param register that her desk put on the machine; null where there is none
/// @param drafts   reads documents that she drops to be checked
public record Means(Settings settings, @Nullable GivenRegister register, Drafts drafts) {

    /// Nothing but settings: no register, and drafts of plain text alone.
    public static Means of(Settings settings) {
        return new Means(settings, null, Means::plainText);
    }

    /// A register on the machine, with the key that reads it.
    public record GivenRegister(Path file, RegisterKey key) {}

    /// Reads the text of a document.
    public interface Drafts {

        /// @param into takes the text, in one or more parts
        /// @return what kept it from being read, as a sentence; null where all was read
        @Nullable
        String read(Path file, Texts texts, Consumer<String> into) throws IOException;
    }

    private static @Nullable String plainText(Path file, Texts texts, Consumer<String> into) throws IOException {
        into.accept(TextEncoding.decode(Files.readAllBytes(file)));
        return null;
    }
}
