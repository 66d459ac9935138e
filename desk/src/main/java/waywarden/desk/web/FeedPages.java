package waywarden.desk.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import waywarden.advisory.Bulletin;
import waywarden.desk.taking.OtherFeeds;
import waywarden.result.Texts;

/// What others warn of, and how their feeds fare.
@Controller
class FeedPages {

    private static final int SHOWN = 100;

    private final OtherFeeds feeds;

    FeedPages(OtherFeeds feeds) {
        this.feeds = feeds;
    }

    /// One feed.
    ///
    /// @param good whether it answered when it was last asked
    /// @param said by the last asking
    record Line(String name, String address, boolean good, String state, List<String> said) {}

    /// One warning, however many say it.
    ///
    /// @param sources who says it, and who signed it
    record Item(String title, List<String> sources) {}

    /// @param able whether this desk was started in a way that lets it ask at all
    record Page(boolean able, List<Line> feeds, List<Item> warnings) {}

    @GetMapping("/feeds")
    ResponseEntity<String> feeds(Visit visit) {
        Texts texts = visit.texts();
        List<Line> lines =
                feeds.states().stream().map(state -> line(texts, state)).toList();
        List<Item> items = feeds.bulletin().items().stream()
                .limit(SHOWN)
                .map(item -> item(texts.locale(), item))
                .toList();
        boolean able = !System.getProperty("waywarden.program", "").isEmpty();
        Page page = new Page(able, lines, items);
        return visit.page("feeds.jte", "feeds", texts.say("feeds.title"), Map.of("page", page));
    }

    private static Line line(Texts texts, OtherFeeds.State state) {
        boolean good = state.failures() == 0;
        String reached = state.reached() == null
                ? texts.say("feeds.never")
                : texts.say("feeds.reached", View.time(texts, state.reached()));
        String failed = good ? "" : " " + texts.say("feeds.failed", state.failures());
        String next = texts.say("feeds.next", state.source().every().toMinutes(), View.time(texts, state.next()));
        return new Line(
                state.source().name(),
                state.source().address().toString(),
                good,
                reached + failed + " " + next,
                state.said());
    }

    private static Item item(Locale locale, Bulletin.Item item) {
        return new Item(
                item.title(locale, List.of(locale.getLanguage())),
                item.sources().stream()
                        .map(source -> source.alert().sender() + " · " + source.signature(locale))
                        .toList());
    }
}
