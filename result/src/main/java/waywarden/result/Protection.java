package waywarden.result;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import waywarden.conversation.Conversation;
import waywarden.register.Entry;
import waywarden.register.RegisterReading.Why;
import waywarden.register.Touch;
import waywarden.register.Touch.Span;
import waywarden.screening.ProtectedMatters.Mention;

/// What a register of protected matters says, in words, alike on the terminal and on every page.
/// Never a word of what is protected: only what a matter is called, and places in the person's own
/// text.
public final class Protection {

    /// Places of one matter that are listed; the rest are counted.
    private static final int PLACES_LISTED = 5;

    private Protection() {}

    /// One matter that a draft touches.
    ///
    /// @param matter as it is called, with its level and owner
    /// @param how    by what it was recognised, and how much of it
    /// @param places where in the draft, the first few
    /// @param more   how many further places; empty where there are none
    public record Touched(String matter, String how, List<Place> places, String more) {
        public Touched {
            places = List.copyOf(places);
        }
    }

    /// @param where line and column, in words
    /// @param span  in the draft
    public record Place(String where, Span span) {}

    public static List<Touched> touched(Texts texts, String draft, List<Touch> touches) {
        Lines lines = Lines.of(draft);
        return touches.stream().map(touch -> touched(texts, lines, touch)).toList();
    }

    private static Touched touched(Texts texts, Lines lines, Touch touch) {
        String how = texts.say("check.kind." + Wording.word(touch.kind()), percent(touch.share()));
        List<Span> spans = touch.spans();
        List<Place> places = spans.stream()
                .limit(PLACES_LISTED)
                .map(span -> place(texts, lines, span))
                .toList();
        int more = spans.size() - places.size();
        return new Touched(described(texts, touch.entry()), how, places, more > 0 ? texts.say("check.more", more) : "");
    }

    private static Place place(Texts texts, Lines lines, Span span) {
        int last = span.end() - 1;
        String where = texts.say(
                "check.place",
                lines.line(span.start()),
                lines.column(span.start()),
                lines.line(last),
                lines.column(last));
        return new Place(where, span);
    }

    private static String percent(double share) {
        return Math.max(1, Math.round(share * 100)) + " %";
    }

    /// A matter as it is called, with its level and owner.
    public static String described(Texts texts, Entry entry) {
        StringBuilder described = new StringBuilder(Quote.isolated(Quote.clean(entry.label())));
        if (!entry.level().isEmpty()) described.append(texts.say("entry.level", Quote.clean(entry.level())));
        if (!entry.owner().isEmpty()) described.append(texts.say("entry.owner", Quote.clean(entry.owner())));
        return described.toString();
    }

    /// Why a register was refused.
    public static String refused(Texts texts, Why why, String register) {
        return texts.say("refused." + Wording.word(why), register);
    }

    /// That a register is older than one that lay in its place before.
    public static String older(Texts texts, String register, Instant made, Instant before, ZoneId zone) {
        return texts.say("register.older", register, day(texts, made, zone), day(texts, before, zone));
    }

    /// A moment as shown.
    public static String day(Texts texts, Instant moment, ZoneId zone) {
        return Wording.dateTime(texts, OffsetDateTime.ofInstant(moment, zone));
    }

    /// Places in a conversation, one after the other.
    public static String places(Texts texts, Conversation conversation, List<Mention> mentions) {
        return String.join(
                texts.say("list.comma"),
                mentions.stream()
                        .map(mention -> Wording.where(texts, conversation, mention.message()))
                        .toList());
    }

    /// Where the lines of a text begin.
    private record Lines(List<Integer> begins) {

        static Lines of(String text) {
            List<Integer> begins = new ArrayList<>(List.of(0));
            for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) begins.add(at + 1);
            return new Lines(begins);
        }

        /// From 1.
        int line(int at) {
            int found = java.util.Collections.binarySearch(begins, at);
            return found >= 0 ? found + 1 : -found - 1;
        }

        /// From 1.
        int column(int at) {
            return at - begins.get(line(at) - 1) + 1;
        }
    }
}
