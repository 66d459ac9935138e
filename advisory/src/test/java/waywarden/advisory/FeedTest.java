package waywarden.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.CapWriter;
import waywarden.advisory.feed.Feed;
import waywarden.advisory.feed.FeedReader;
import waywarden.advisory.feed.FeedWriter;
import waywarden.advisory.feed.FeedWriter.Head;
import waywarden.advisory.feed.FeedWriter.WrittenFeed;
import waywarden.advisory.template.Draft;

class FeedTest {

    private static final Head HEAD = new Head(
            "tag:example.org,2026:warnings",
            "Warnings of the example desk",
            "Example desk",
            "https://warn.example.org/feed.atom",
            "https://warn.example.org/cap/",
            Warnings.SENT);

    private static CapReading reading(Alert alert) {
        return CapReader.read(CapWriter.write(alert));
    }

    private static List<CapReading> several() {
        Alert first = Warnings.own("w-1", "FR", List.of());
        Alert update = Warnings.own("w-2", Warnings.SENT.plusDays(1), "FR", List.of(), first.reference());
        Alert cancel = Draft.cancel(update, "w-3", Warnings.SENT.plusDays(2), null);
        return List.of(reading(first), reading(update), reading(cancel));
    }

    @Test
    void writesAFeedThatReadersTake() {
        WrittenFeed written = FeedWriter.write(HEAD, several());

        Feed feed = FeedReader.read(written.bytes());

        assertThat(feed.kind()).isEqualTo(Feed.Kind.ATOM);
        assertThat(feed.findings()).isEmpty();
        assertThat(feed.entries()).hasSize(3);
        assertThat(feed.entries().getFirst().title()).startsWith("WITHDRAWN");
        assertThat(feed.entries().get(1).title()).startsWith("UPDATED");
        assertThat(feed.entries())
                .extracting(Feed.Entry::link)
                .containsExactlyInAnyOrderElementsOf(several().stream()
                        .map(warning -> HEAD.folder() + FeedWriter.fileName(warning))
                        .toList());
    }

    @Test
    void givesTheSameBytesAndTagInWhateverOrderWarningsCome() {
        WrittenFeed written = FeedWriter.write(HEAD, several());
        List<CapReading> shuffled = new ArrayList<>(several());
        Collections.shuffle(shuffled, new Random(23));
        shuffled.add(several().getFirst());

        WrittenFeed again = FeedWriter.write(HEAD, shuffled);

        assertThat(again.bytes()).isEqualTo(written.bytes());
        assertThat(again.eTag()).isEqualTo(written.eTag());
        assertThat(written.isKnownBy(written.eTag())).isTrue();
        assertThat(written.isKnownBy("\"other\", W/" + written.eTag())).isTrue();
        assertThat(written.isKnownBy("\"other\"")).isFalse();
        assertThat(FeedWriter.write(HEAD, several().subList(0, 2)).eTag()).isNotEqualTo(written.eTag());
    }

    @Test
    void keepsIdsForEverAndGivesEachVersionItsOwn() {
        Feed before =
                FeedReader.read(FeedWriter.write(HEAD, several().subList(0, 2)).bytes());
        Feed after = FeedReader.read(FeedWriter.write(HEAD, several()).bytes());

        List<String> ids = after.entries().stream().map(Feed.Entry::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids)
                .containsAll(before.entries().stream().map(Feed.Entry::id).toList());
    }

    @Test
    void staysSmallAndKeepsTheNewest() {
        List<CapReading> many = new ArrayList<>();
        for (int i = 0; i < 1_300; i++) {
            many.add(reading(Warnings.own("w-" + i, Warnings.SENT.plusMinutes(i), "FR", List.of(), null)));
        }

        WrittenFeed written = FeedWriter.write(HEAD, many);

        assertThat(written.bytes().length).isLessThanOrEqualTo(900_000);
        assertThat(written.leftOut()).isPositive();
        Feed feed = FeedReader.read(written.bytes());
        assertThat(feed.entries()).hasSize(1_300 - written.leftOut());
        assertThat(feed.entries().getFirst().link()).endsWith(FeedWriter.fileName(many.getLast()));
    }

    @Test
    void leavesOutWhatIsNotForEverybody() {
        String restricted = Warnings.plain()
                .replace("<scope>Public</scope>", "<scope>Private</scope><addresses>group-7</addresses>");
        String draft = Warnings.plain().replace("Actual", "Draft");

        WrittenFeed written = FeedWriter.write(HEAD, List.of(Warnings.read(restricted), Warnings.read(draft)));

        assertThat(FeedReader.read(written.bytes()).entries()).isEmpty();
        assertThat(FeedReader.read(written.bytes()).accepted()).isTrue();
        assertThat(written.updated()).isEqualTo(Warnings.SENT);
    }
}
