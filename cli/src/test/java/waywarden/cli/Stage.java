package waywarden.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// A terminal, or none, for a command to run on.
final class Stage {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> env = new LinkedHashMap<>(Map.of("HOME", "/nowhere"));
    private byte[] in = new byte[0];
    private boolean terminal;
    private int width = 96;
    private Clock clock = Clock.fixed(Instant.parse("2026-05-03T10:00:00Z"), ZoneOffset.UTC);

    Stage typing(String text) {
        in = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    Stage onTerminal() {
        terminal = true;
        return this;
    }

    Stage at(Instant moment) {
        clock = Clock.fixed(moment, ZoneOffset.UTC);
        return this;
    }

    Stage now() {
        clock = Clock.systemUTC();
        return this;
    }

    Stage columns(int columns) {
        width = columns;
        return this;
    }

    Stage with(String variable, String value) {
        env.put(variable, value);
        return this;
    }

    Surroundings surroundings() {
        return new Surroundings(
                new ByteArrayInputStream(in),
                out,
                err,
                StandardCharsets.UTF_8,
                new Surroundings.Terminals(terminal, terminal, terminal),
                width,
                env,
                Locale.ENGLISH,
                clock);
    }

    /// Runs the command line with `screen` asking this library.
    int run(Library library, String... args) {
        Map<String, Function<Surroundings, Object>> commands = new LinkedHashMap<>();
        commands.put("screen", here -> new ScreenCommand(here, library));
        commands.put("note", NoteCommand::new);
        commands.put("explain", ExplainCommand::new);
        return Waywarden.run(surroundings(), commands, args);
    }

    int run(String... args) {
        return Waywarden.run(surroundings(), args);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
