package waywarden.intake.plain;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Lines;
import waywarden.intake.Opening;
import waywarden.intake.ThreadWriter;
import waywarden.intake.TranscriptSink;

/// Reads a chat that was copied or typed by hand: lines of `Name: words`, perhaps with a time before them. What looks
/// like a name but stands there once among others that come again is part of a message.
public final class PlainTextReader implements ConversationReader {

    /// Names counted; whoever pastes a chat has fewer.
    private static final int MOST_NAMES = 10_000;

    @Override
    public String name() {
        return "plain text chat";
    }

    @Override
    public boolean recognises(Opening opening) {
        char first = opening.first();
        if (!opening.isText() || first == '{' || first == '<') return false;
        Map<String, Integer> names = new HashMap<>();
        long lines = 0;
        long said = 0;
        for (String line : opening.text().lines().limit(500).toList()) {
            if (line.isBlank()) continue;
            lines++;
            PlainLine plain = PlainLine.of(line);
            if (plain == null) continue;
            said++;
            names.merge(plain.name(), 1, Integer::sum);
        }
        return said >= 2 && said * 2 >= lines && (names.size() <= 2 || names.size() * 2L <= said);
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        Set<String> names = names(export, limits);
        ThreadWriter thread = new ThreadWriter("text", null, limits, sink, text -> text);
        try (Lines lines = Lines.of(export, limits, sink)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                PlainLine plain = PlainLine.of(line);
                if (plain != null && names.contains(plain.name())) thread.begin(plain.at(), plain.name(), plain.text());
                else thread.line(line);
            }
        }
        thread.finish();
    }

    /// The names that come again; all of them where fewer than two do.
    private static Set<String> names(Export export, IntakeLimits limits) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        try (Lines lines = Lines.quietly(export, limits)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                PlainLine plain = PlainLine.of(line);
                if (plain == null) continue;
                if (counts.size() < MOST_NAMES || counts.containsKey(plain.name())) {
                    counts.merge(plain.name(), 1, Integer::sum);
                }
            }
        }
        Set<String> again = new HashSet<>(counts.keySet());
        again.removeIf(name -> counts.getOrDefault(name, 0) < 2);
        return again.size() < 2 ? counts.keySet() : again;
    }
}
