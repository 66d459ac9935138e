package waywarden.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import waywarden.result.TextWidth;
import waywarden.result.Texts;

/// What every command has: its surroundings, a language, a page of help.
///
/// A command returns 0, or 1 where something could not be read; what the person can mend by other words on the command
/// line is a [UsageFault].
abstract class Command implements Callable<Integer> {

    /// The words that the command line adds to those of every shell.
    static final String WORDS = "waywarden.cli.messages";

    static final int ALL_READ = 0;
    static final int NOT_ALL_READ = 1;
    static final int WRONG_USAGE = 2;

    final Surroundings surroundings;

    @Option(names = "--lang", paramLabel = "en|zh", descriptionKey = "lang")
    @Nullable
    String language;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help")
    boolean help;

    Command(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// The words for the language asked for, else set, else the system's.
    Texts texts(@Nullable String set) {
        return Texts.in(language == null ? set : language, surroundings.locale(), WORDS);
    }

    Texts texts() {
        return texts(null);
    }

    /// Prints lines to standard output, each wrapped to its width.
    final class Lines implements AutoCloseable {
        private final PrintWriter out = surroundings.printer();
        private final Texts texts = texts();

        void print(String line) {
            out.println(line);
        }

        /// Text beside a first column.
        void beside(String first, int columns, String text) {
            int room = Math.max(24, Math.min(surroundings.width(), 100) - columns);
            String left = TextWidth.pad(first, columns);
            for (String line : TextWidth.wrap(text, room, texts.locale())) {
                out.println((left + line).stripTrailing());
                left = " ".repeat(columns);
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }

    /// The command line cannot be obeyed as it is; the sentence says what to write instead.
    static final class UsageFault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageFault(String sentence) {
            super(sentence);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
