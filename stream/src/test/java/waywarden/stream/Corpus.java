package waywarden.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import waywarden.conversation.Conversation;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Progress;

/// The labelled conversations of the repository; one in twelve unless `-Dwaywarden.stream.whole=true` asks for all.
final class Corpus {

    static final Path ROOT = Path.of(System.getProperty("waywarden.root", ".."));
    static final boolean WHOLE = Boolean.getBoolean("waywarden.stream.whole");

    private static final int ONE_IN = 12;

    private Corpus() {}

    static List<Path> files() {
        try (Stream<Path> files = Files.list(ROOT.resolve("corpus"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .filter(file -> !file.toString().endsWith(".marks.jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Conversation> all() {
        var imported = Intake.read(files(), IntakeLimits.DEFAULT, Progress.NONE);
        if (!(Perspective.of(imported.transcripts(), List.of()) instanceof Perspective.Resolved resolved)) {
            throw new AssertionError("the corpus does not show who the worker is");
        }
        return resolved.conversations();
    }

    static List<Conversation> some() {
        List<Conversation> all = all();
        if (WHOLE) return all;
        List<Conversation> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += ONE_IN) some.add(all.get(i));
        return some;
    }
}
