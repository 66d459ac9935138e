package waywarden.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.intake.Imported;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Progress;
import waywarden.screening.Screening.Screened;
import waywarden.screening.Screening.ScreenedMessage;

/// What lies packed, messages and what was found in them, is what the fold says of messages held whole.
class PackedScreeningTest {

    /// Of the corpus's conversations, so that it takes seconds.
    private static final int ONE_IN = 12;

    @Test
    void isTheFoldOfItsMessagesToTheBit() throws IOException {
        Screener screener = Screener.bundled();
        List<Conversation> conversations = corpus();
        int screened = 0;
        for (int i = 0; i < conversations.size(); i += ONE_IN) {
            Conversation conversation = conversations.get(i);
            if (conversation.messages().stream().noneMatch(message -> message.from() == Speaker.CONTACT)) continue;
            List<Message> whole = new ArrayList<>(conversation.messages());
            List<ScreenedMessage> expected = new ArrayList<>();
            Screener.Standing standing = screener.start();
            for (Message message : whole) {
                Screener.Step step = screener.step(standing, message);
                expected.add(step.message());
                standing = step.standing();
            }
            assertThat(screener.screen(conversation))
                    .isEqualTo(Screener.summed(conversation, List.copyOf(expected), 0))
                    .extracting(one -> List.copyOf(((Screened) one).messages()))
                    .isEqualTo(expected);
            screened++;
        }
        assertThat(screened).isGreaterThan(100);
    }

    private static List<Conversation> corpus() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../corpus"))) {
            List<Path> all = files.filter(file -> file.toString().matches(".*(?<!marks)\\.jsonl"))
                    .sorted()
                    .toList();
            Imported imported = Intake.read(all, IntakeLimits.DEFAULT, Progress.NONE);
            return ((Perspective.Resolved) Perspective.of(imported.transcripts(), List.of())).conversations();
        }
    }
}
