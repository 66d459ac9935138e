package waywarden.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waywarden.intake.Archive;
import waywarden.intake.ArchiveReader;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Problem;
import waywarden.intake.Reason;
import waywarden.intake.Transcript;
import waywarden.intake.TranscriptSink;
import waywarden.intake.Utterance;

/// What one reader said of one export, kept as it came.
public final class Reading implements TranscriptSink {

    private final String file;
    private final Map<String, Transcript.Header> headers = new LinkedHashMap<>();
    private final Map<String, List<Utterance>> said = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Reading(String file) {
        this.file = file;
    }

    public static Reading of(ConversationReader reader, String name, String text) {
        return of(reader, Export.of(name, text.getBytes(StandardCharsets.UTF_8)), IntakeLimits.STRICT);
    }

    public static Reading of(ConversationReader reader, Export export, IntakeLimits limits) {
        Reading reading = new Reading(export.name());
        try {
            reader.read(export, limits, reading);
        } catch (IOException storage) {
            throw new UncheckedIOException(storage);
        }
        return reading;
    }

    public static Reading of(ArchiveReader reader, Archive archive, IntakeLimits limits) {
        Reading reading = new Reading(archive.name());
        try {
            reader.read(archive, limits, reading);
        } catch (IOException storage) {
            throw new UncheckedIOException(storage);
        }
        return reading;
    }

    public List<Transcript> transcripts() {
        List<Transcript> transcripts = new ArrayList<>();
        headers.forEach(
                (id, header) -> transcripts.add(new Transcript(header, file, said.getOrDefault(id, List.of()))));
        return transcripts;
    }

    /// The one transcript that was read.
    public Transcript only() {
        if (transcripts().size() != 1)
            throw new AssertionError("read " + transcripts().size() + " transcripts, not one");
        return transcripts().getFirst();
    }

    /// Every message as `sender: text`, thread by thread.
    public List<String> lines() {
        return transcripts().stream()
                .flatMap(transcript -> transcript.utterances().stream())
                .map(utterance -> utterance.sender() + ": " + utterance.text())
                .toList();
    }

    public List<Problem> problems() {
        return problems;
    }

    /// The problems as `line key`.
    public List<String> told() {
        return problems.stream()
                .map(problem -> problem.line() + " " + problem.reason().key())
                .toList();
    }

    @Override
    public void header(Transcript.Header header) {
        headers.put(header.id(), header);
    }

    @Override
    public void say(String threadId, Utterance utterance) {
        if (!headers.containsKey(threadId)) throw new AssertionError("a message of a thread that is not open");
        said.computeIfAbsent(threadId, id -> new ArrayList<>()).add(utterance);
    }

    @Override
    public void loss(long line, Reason reason) {
        problems.add(new Problem(Problem.Severity.LOSS, file, line, reason));
    }

    @Override
    public void note(long line, Reason reason) {
        problems.add(new Problem(Problem.Severity.NOTE, file, line, reason));
    }
}
