package waywarden.intake.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Opening;
import waywarden.testkit.Reading;

class ConversationJsonlReaderTest {

    @Test
    void readsOurCorpusWhole() throws IOException {
        for (Path file : corpus()) {
            Export export = Export.of(file);
            assertThat(new ConversationJsonlReader().recognises(Opening.of(export)))
                    .as(file.toString())
                    .isTrue();
            Reading reading = Reading.of(new ConversationJsonlReader(), export, IntakeLimits.STRICT);
            assertThat(reading.problems()).as(file.toString()).isEmpty();
            long lines = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .count();
            assertThat((long) reading.transcripts().size()).isEqualTo(lines);
        }
    }

    @Test
    void saysTheLineOfEveryFault() {
        String good = "{\"id\":\"a\",\"messages\":[{\"from\":\"contact\",\"text\":\"hi\"}]}\n";
        Reading reading = Reading.of(new ConversationJsonlReader(), "x", good + "{\n" + good + "[]\n");
        assertThat(reading.told()).containsExactly("2 json-cut-short", "3 id-used-before", "4 json-not-object");
        assertThat(reading.transcripts()).hasSize(2);
    }

    private static List<Path> corpus() throws IOException {
        Path folder = Path.of(System.getProperty("waywarden.root", "..")).resolve("corpus");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .filter(file -> !file.toString().endsWith(".marks.jsonl"))
                    .sorted()
                    .toList();
        }
    }
}
