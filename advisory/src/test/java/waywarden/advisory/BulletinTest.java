package waywarden.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Stay;
import waywarden.advisory.feed.FeedReader;
import waywarden.advisory.signature.Issuers;

/// What a reader is shown of everything she has.
class BulletinTest {

    private static final Instant NOW = Warnings.SENT.plusDays(1).toInstant();

    /// Elsewhere only the first is shown, or what leaves out a part it may leave out breaks the program.
    @Test
    void showsEveryWarningOfAFeedAlsoWithoutExpiryAreaOrInformation() {
        String plain = Warnings.plain();
        String info = plain.substring(plain.indexOf("<info>"), plain.indexOf("</info>") + "</info>".length());
        String area = plain.substring(plain.indexOf("<area>"), plain.indexOf("</area>") + "</area>".length());
        String expires = "<expires>2026-08-01T10:00:00-00:00</expires>";
        String chinese = info.replace(">en<", ">zh<").replace("Know the pattern", "认清手法");
        List<String> said = List.of(
                named(plain, "whole", "Whole"),
                named(plain, "other", "Other"),
                named(plain.replace(expires, ""), "endless", "Endless"),
                named(plain.replace(area, ""), "placeless", "Placeless"),
                named(plain.replace(expires, "").replace(area, ""), "neither", "Neither"),
                named(plain.replace(info, info + chinese), "languages", "Languages"),
                plain.replace("w-1", "silent").replace(info, ""));
        StringBuilder feed = new StringBuilder("<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:x</id>"
                + "<title>x</title><updated>2026-05-03T10:00:00Z</updated>");
        for (String alert : said) {
            feed.append("<entry><id>urn:x:%d</id><title>x</title><updated>2026-05-03T10:00:00Z</updated>"
                    .formatted(feed.length()));
            feed.append("<content type='text/xml'>").append(alert.substring(alert.indexOf("<alert")));
            feed.append("</content></entry>");
        }
        List<CheckedWarning> warnings = new ArrayList<>();
        FeedReader.read(Warnings.bytes(feed.append("</feed>").toString()))
                .warnings()
                .forEach(reading -> warnings.add(CheckedWarning.of(reading, null, Issuers.NONE)));

        List<Bulletin.Item> items = Bulletin.of(warnings, Issuers.NONE, NOW).items();

        assertThat(items)
                .extracting(item -> item.title(Locale.ENGLISH, List.of("zh")))
                .containsExactlyInAnyOrder("Whole", "Other", "Endless", "Placeless", "Neither", "认清手法", "silent");
        Person somebody = new Person(
                List.of(new Stay("FR", null, null, null, null)), Set.of(), Set.of(), Set.of(), List.of("en"), false);
        assertThat(items)
                .allSatisfy(item -> assertThat(item.reach(somebody, NOW)).isNotNull());
        // What names no end is shown until it is withdrawn; the rest goes.
        Instant later = NOW.plus(Duration.ofDays(365));
        assertThat(Bulletin.of(warnings, Issuers.NONE, later).items())
                .extracting(item -> item.lead().identifier())
                .containsExactlyInAnyOrder("endless", "neither", "silent");
    }

    private static String named(String alert, String identifier, String headline) {
        return alert.replace("w-1", identifier).replace("Know the pattern", headline);
    }
}
