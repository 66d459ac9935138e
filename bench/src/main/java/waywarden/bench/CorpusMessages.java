package waywarden.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import waywarden.conversation.Conversation;
import waywarden.intake.Imported;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Progress;

/// The conversations of the repository's corpus, in seven languages, that the figures of screening are taken on.
final class CorpusMessages {

    private CorpusMessages() {}

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("corpus"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .filter(file -> !file.toString().endsWith(".marks.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    static List<Conversation> conversations() throws IOException {
        Imported imported = Intake.read(files(), IntakeLimits.DEFAULT, Progress.NONE);
        if (Perspective.of(imported.transcripts(), List.of()) instanceof Perspective.Resolved resolved) {
            return resolved.conversations();
        }
        throw new IllegalStateException("the corpus does not show who the worker is");
    }
}
