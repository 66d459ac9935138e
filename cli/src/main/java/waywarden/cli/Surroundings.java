package waywarden.cli;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where a command runs: its streams, what they are connected to, and the person's settings of the machine. Everything
/// a command takes from outside comes from here, so that a test can stand in for a terminal.
///
/// @param in        standard input
/// @param out       standard output
/// @param err       standard error
/// @param charset   of text on all three; JSON and HTML are UTF-8 whatever it says
/// @param terminals which of the three are a terminal
/// @param width     columns of the terminal
/// @param env       environment variables
/// @param locale    of the system
/// @param clock     in the system's zone
record Surroundings(
        InputStream in,
        OutputStream out,
        OutputStream err,
        Charset charset,
        Terminals terminals,
        int width,
        Map<String, String> env,
        Locale locale,
        Clock clock) {

    /// Which of the three streams are a terminal.
    record Terminals(boolean in, boolean out, boolean err) {}

    private static final int USUAL_WIDTH = 80;

    static Surroundings ofThisProcess() {
        Map<String, String> env = System.getenv();
        Terminals terminals = new Terminals(isTerminal(0), isTerminal(1), isTerminal(2));
        return new Surroundings(
                new FileInputStream(FileDescriptor.in),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                new FileOutputStream(FileDescriptor.err),
                textCharset(System.getProperty("stdout.encoding")),
                terminals,
                terminals.out() ? terminalWidth(env) : USUAL_WIDTH,
                env,
                Locale.getDefault(),
                Clock.system(ZoneId.systemDefault()));
    }

    PrintWriter printer() {
        return new PrintWriter(new OutputStreamWriter(out, charset), false);
    }

    PrintWriter errorPrinter() {
        return new PrintWriter(new OutputStreamWriter(err, charset), true);
    }

    BufferedReader reader() {
        return new BufferedReader(new InputStreamReader(in, charset));
    }

    /// Whether colour may be used on standard output (see no-color.org).
    boolean colour() {
        return terminals.out()
                && env.getOrDefault("NO_COLOR", "").isEmpty()
                && !env.getOrDefault("TERM", "").equals("dumb");
    }

    /// The plain "C" locale claims US-ASCII although nearly every terminal of today shows UTF-8; other people's words
    /// would all become question marks.
    private static Charset textCharset(@Nullable String claimed) {
        Charset charset =
                claimed != null && Charset.isSupported(claimed) ? Charset.forName(claimed) : StandardCharsets.UTF_8;
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    /// Java tells only whether input and output both are; Linux tells of each.
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException e) {
            // The general answer below serves.
        }
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static int terminalWidth(Map<String, String> env) {
        int told = number(env.getOrDefault("COLUMNS", ""));
        if (told > 0) return told;
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/tty").toFile()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) stty.destroy();
            int columns = number(size.substring(size.indexOf(' ') + 1));
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (IOException e) {
            return USUAL_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_WIDTH;
        }
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    }
}
