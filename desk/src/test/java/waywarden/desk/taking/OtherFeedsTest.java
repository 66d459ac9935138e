package waywarden.desk.taking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.delivery.DatabaseSettings;
import waywarden.delivery.testkit.Caps;
import waywarden.desk.DeskStage;
import waywarden.desk.Role;
import waywarden.desk.taking.Fetching.Fetched;

/// Others' feeds are asked again and again, and those that fail less and less often.
class OtherFeedsTest {

    private static final Source GOOD = source("good", 10);
    private static final Source BAD = source("bad", 10);

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final List<String> asked = new ArrayList<>();

    private static Source source(String name, int minutes) {
        URI address = URI.create("https://" + name + ".example/feed.atom");
        return new Source(name, address, Duration.ofMinutes(minutes), false, false);
    }

    private OtherFeeds feeds(Fetching fetching) {
        return new OtherFeeds(List.of(GOOD, BAD), folder, fetching, now::get, new SplittableRandom(1));
    }

    private Fetched fetched(Source source, Path into) throws IOException {
        asked.add(source.name());
        if (source.equals(BAD)) return new Fetched(false, List.of("bad.example does not answer"));
        Files.createDirectories(into);
        Files.writeString(into.resolve("feed.json"), "{}");
        Files.write(into.resolve("w.xml"), Caps.alert("w", now.get()).signed());
        return new Fetched(true, List.of("one new warning; 1 in the folder"));
    }

    @Test
    void asksEachInItsTimeAndBacksOffFromOneThatFails() {
        OtherFeeds feeds = feeds(this::fetched);
        List<Duration> waits = new ArrayList<>();
        Instant end = now.get().plus(Duration.ofDays(2));
        Instant last = null;
        while (now.get().isBefore(end)) {
            int before = asked.size();
            feeds.turn();
            if (asked.subList(before, asked.size()).contains("bad")) {
                if (last != null) waits.add(Duration.between(last, now.get()));
                last = now.get();
            }
            now.updateAndGet(time -> time.plusSeconds(30));
        }
        long good = asked.stream().filter("good"::equals).count();
        assertThat(good).isBetween(2 * 24 * 6 * 9 / 11L, 2 * 24 * 6 * 11 / 9L);
        assertThat(asked.stream().filter("bad"::equals).count()).isBetween(8L, 25L);
        assertThat(waits.getFirst()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(21));
        assertThat(waits.getLast())
                .isBetween(Duration.ofHours(3), Duration.ofHours(6).plusMinutes(1));
        assertThat(feeds.states().getFirst().failures()).isZero();
        OtherFeeds.State bad = feeds.states().getLast();
        assertThat(bad.failures()).isGreaterThan(7);
        assertThat(bad.reached()).isNull();
        assertThat(bad.said()).containsExactly("bad.example does not answer");
        assertThat(feeds.bulletin().items()).hasSize(1);
    }

    @Test
    void oneThatComesBackIsAskedInItsTimeAgain() {
        boolean[] down = {true};
        OtherFeeds feeds = feeds((source, into) -> {
            if (down[0]) throw new IOException("no process");
            return fetched(GOOD, into);
        });
        feeds.turn();
        assertThat(feeds.states()).allMatch(state -> state.failures() == 1);
        down[0] = false;
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(21)));
        feeds.turn();
        assertThat(feeds.states()).allMatch(state -> state.failures() == 0 && state.reached() != null);
        assertThat(Duration.between(now.get(), feeds.states().getFirst().next()))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    }

    @Test
    void knowsAfterAnotherStartWhatWasTakenInAndWhen() {
        feeds(this::fetched).turn();
        OtherFeeds again = feeds((source, into) -> new Fetched(false, List.of()));
        assertThat(again.states().getFirst().reached()).isNotNull();
        assertThat(again.bulletin().items()).hasSize(1);
        again.turn();
        assertThat(again.bulletin().items()).as("kept while the feed is away").hasSize(1);
    }

    @Test
    void thePageSaysHowEachFeedFares() throws IOException {
        String yaml = "sender: desk@example.org\nname: Example desk\nfeeds:\n  - {name: Others, address:"
                + " \"https://others.example/feed.atom\", minutes: 30}";
        try (DeskStage desk = DeskStage.on(folder, DatabaseSettings.embedded(folder.resolve("desk.db")), yaml)
                .with("wen", Role.READER)) {
            String page = desk.signedIn("wen").get("/feeds").body();
            assertThat(page).contains("Others", "https://others.example/feed.atom", "It has not answered yet");
            assertThat(page).contains("30 minutes").contains("cannot ask any feed");
            assertThat(desk.guest().get("/feeds").body()).doesNotContain("others.example");
        }
    }
}
