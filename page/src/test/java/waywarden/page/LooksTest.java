package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Perspective.Resolved;
import waywarden.intake.Progress;
import waywarden.screening.Screener;
import waywarden.screening.Screener.Look;

class LooksTest {

    private static final byte[] SCREENING = {1, 2, 3};

    private final Screener screener = Screener.bundled();
    private final Course course = Course.read(screener, "k", sample(), () -> {});

    private static Conversation sample() {
        Path file = Path.of(System.getProperty("waywarden.root", ".."), "samples", "consultant.txt");
        var read = Intake.read(List.of(file), IntakeLimits.DEFAULT, Progress.NONE);
        Resolved seen = (Resolved) Perspective.of(read.transcripts(), List.of("Mira Solberg"));
        return seen.conversations().getFirst();
    }

    private byte[] written(Looks looks) throws IOException {
        return written(looks, course);
    }

    private byte[] written(List<Look> read) throws IOException {
        return written(new Looks(SCREENING), new Course("k", course.talk(), read));
    }

    private static byte[] written(Looks looks, Course course) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        looks.write(course, out);
        return out.toByteArray();
    }

    @Test
    void whatWasKeptIsJudgedLikeWhatWasRead() throws IOException {
        Looks looks = new Looks(SCREENING);
        List<Look> again = looks.read(course.talk(), new ByteArrayInputStream(written(looks)))
                .orElseThrow();
        assertThat(again).hasSameSizeAs(course.looks());
        for (int i = 0; i < again.size(); i++) {
            Look kept = again.get(i);
            Look read = course.looks().get(i);
            assertThat(kept.seen().acts()).isEqualTo(read.seen().acts());
            assertThat(kept.seen().odds()).isEqualTo(read.seen().odds());
            assertThat(kept.odds()).isEqualTo(read.odds());
            assertThat(kept.findings()).isEqualTo(read.findings());
        }
        assertThat(new Course("k", course.talk(), again).judged(screener, List.of(), List.of(), told -> ""))
                .isEqualTo(course.judged(screener, List.of(), List.of(), told -> ""));
    }

    @Test
    void isGoodForTheSameScreeningAndTheSameMessagesOnly() throws IOException {
        byte[] kept = written(new Looks(SCREENING));
        Looks other = new Looks(new byte[] {1, 2, 4});
        assertThat(other.read(course.talk(), new ByteArrayInputStream(kept))).isEmpty();

        List<Message> more = Arrays.asList(course.talk().messages().toArray(Message[]::new));
        more.set(0, new Message(more.getFirst().at(), Speaker.CONTACT, "Hello, whoever you are."));
        assertThat(new Looks(SCREENING).read(Chat.with(course.talk(), more), new ByteArrayInputStream(kept)))
                .isEmpty();
    }

    @Test
    void damageIsReadAsNothingOrDoesNoHarm() throws IOException {
        byte[] kept = written(new Looks(SCREENING));
        int nothing = 0;
        for (int length = 0; length < kept.length; length += 97) {
            byte[] cut = Arrays.copyOf(kept, length);
            assertThat(new Looks(SCREENING).read(course.talk(), new ByteArrayInputStream(cut)))
                    .isEmpty();
        }
        for (int at = 0; at < kept.length; at += 7) {
            byte[] altered = kept.clone();
            altered[at] ^= 1;
            // Some bits change how the file is packed and nothing in it, such as how far back a run of zeros began.
            Optional<List<Look>> read = new Looks(SCREENING).read(course.talk(), new ByteArrayInputStream(altered));
            if (read.isPresent())
                assertThat(written(read.get())).as("byte %d", at).isEqualTo(kept);
            else nothing++;
        }
        assertThat(nothing).isGreaterThan(kept.length / 7 * 9 / 10);
    }

    @Test
    void thisProgramKnowsItsScreening() {
        assertThat(Looks.ofThisScreening()).isPresent();
    }
}
