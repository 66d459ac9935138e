package waywarden.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
/// @param fetching calls where she says that warnings come from; the page itself calls nobody
public record Means(Settings settings, @Nullable GivenRegister register, Drafts drafts, Fetching fetching) {

    /// Nothing but settings: no register, drafts of plain text alone, and nothing that calls anybody.
    public static Means of(Settings settings) {
        return new Means(settings, null, Means::plainText, (address, folder, texts) -> new Fetched(false, List.of()));
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

    /// Fetches warnings from the network, outside this process.
    public interface Fetching {

        /// @param folder with what was fetched before; what is new is put there
        Fetched fetch(String address, Path folder, Texts texts) throws IOException;
    }

    /// What came of it.
    ///
    /// @param all  whether all of it could be read
    /// @param said how it went, in her language
    public record Fetched(boolean all, List<String> said) {
        public Fetched {
            said = List.copyOf(said);
        }
    }

    private static @Nullable String plainText(Path file, Texts texts, Consumer<String> into) throws IOException {
        into.accept(TextEncoding.decode(Files.readAllBytes(file)));
        return null;
    }
}
