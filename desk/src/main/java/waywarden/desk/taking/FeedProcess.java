package waywarden.desk.taking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.feed.FeedCall;

/// Asks a feed in a process of its own: whatever a hostile feed does to it, the desk goes on.
public final class FeedProcess implements Fetching {

    private static final int MOST_OUTPUT = 1 << 14;
    private static final int MOST_LINES = 12;
    private static final int LONGEST_LINE = 300;

    /// What `warn feed` writes each time it has reached its feed.
    private static final String STATE = "feed.json";

    private final FeedCall call;

    /// @param program class path of the command-line program
    public FeedProcess(String program, String language) {
        call = new FeedCall(program, language, MOST_OUTPUT);
    }

    @Override
    public Fetched fetch(Source source, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        // File systems keep times to the second at worst.
        Instant begun = Instant.now().minus(Duration.ofSeconds(1));
        List<String> options = new ArrayList<>(List.of("--caller", "DESK"));
        if (source.plain()) options.add("--allow-http");
        if (source.inside()) options.add("--allow-private");
        FeedCall.Answer answer = call.ask(source.address().toString(), folder, options);
        Instant reached = reached(folder);
        boolean ended = answer.exit() >= 0;
        return new Fetched(ended && reached != null && reached.isAfter(begun), shortened(answer.lines()));
    }

    /// When a feed was last reached whose warnings lie in a folder; null where never.
    static @Nullable Instant reached(Path folder) throws IOException {
        Path state = folder.resolve(STATE);
        return Files.isRegularFile(state) ? Files.getLastModifiedTime(state).toInstant() : null;
    }

    private static List<String> shortened(List<String> lines) {
        return lines.stream()
                .limit(MOST_LINES)
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                .toList();
    }
}
