package waywarden.delivery.channel;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Status;

/// The words of a letter, whatever carries them: an exercise, a withdrawal and an update say so
/// before anything else.
public final class Wording {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final String BLANK_LINE = "\n\n";
    private static final String CUT = "…";

    private Wording() {}

    /// One of our own words, in Chinese or English.
    public static String word(String key, Locale locale) {
        Locale written = locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        return ResourceBundle.getBundle("waywarden.delivery.channel.wording", written, NO_FALLBACK)
                .getString(key);
    }

    /// `EXERCISE · WITHDRAWN`; empty where there is nothing to mark.
    public static String marks(Letter letter) {
        List<String> marks = new ArrayList<>();
        Status status = letter.alert().status();
        if (status == Status.EXERCISE) marks.add(word("mark.exercise", letter.locale()));
        else if (status != Status.ACTUAL) marks.add(word("mark.test", letter.locale()));
        MessageType type = letter.alert().messageType();
        if (type == MessageType.CANCEL) marks.add(word("mark.withdrawn", letter.locale()));
        if (type == MessageType.UPDATE) marks.add(word("mark.updated", letter.locale()));
        return String.join(" · ", marks);
    }

    /// Marks and headline in one line.
    public static String title(Letter letter) {
        String marks = marks(letter);
        String headline = line(headline(letter.info()));
        return marks.isEmpty() ? headline : marks + " · " + headline;
    }

    private static String headline(Info info) {
        return info.headline() == null || info.headline().isBlank() ? info.event() : info.headline();
    }

    /// All of it in plain text, its parts parted by a blank line.
    public static String body(Letter letter) {
        return String.join(BLANK_LINE, parts(letter));
    }

    private static List<String> parts(Letter letter) {
        Locale locale = letter.locale();
        List<String> parts = new ArrayList<>();
        if (letter.isExercise()) parts.add(word("exercise", locale));
        if (letter.alert().messageType() == MessageType.CANCEL) {
            parts.add(word("withdrawn", locale));
            add(parts, letter.alert().note());
            return parts;
        }
        add(parts, letter.info().description());
        add(parts, letter.info().instruction());
        parts.add(word("until", locale) + " " + time(letter));
        String from = letter.info().senderName();
        parts.add(word("from", locale) + " " + (from == null ? letter.alert().sender() : from));
        return parts;
    }

    private static void add(List<String> parts, @Nullable String text) {
        if (text != null && !text.isBlank()) parts.add(text.strip());
    }

    private static String time(Letter letter) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
                .format(letter.expires().atOffset(ZoneOffset.UTC));
    }

    /// Title and body, cut between words so that with its ending it is no longer than the limit.
    ///
    /// @param ending kept whole, such as a link
    /// @param limit  in UTF-16 units
    public static Cut fitted(Letter letter, String ending, int limit) {
        String title = title(letter);
        String text = title + BLANK_LINE + body(letter);
        String tail = ending.isEmpty() ? "" : BLANK_LINE + ending;
        if (text.length() + tail.length() <= limit) return new Cut(text + tail, false);
        return new Cut(cut(text, limit - tail.length()) + tail, true);
    }

    /// @param shortened whether something was left out
    public record Cut(String text, boolean shortened) {
        @Override
        public String toString() {
            return "Cut[" + text.length() + "]";
        }
    }

    /// The beginning of a text, with a mark where it was cut, of no more than so many units.
    public static String cut(String text, int limit) {
        if (text.length() <= limit) return text;
        int end = Math.max(0, limit - CUT.length());
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) end--;
        int blank = text.lastIndexOf(' ', end);
        // Scripts without blanks are cut where it is full.
        if (blank > end * 2 / 3) end = blank;
        return text.substring(0, end).stripTrailing() + CUT;
    }

    /// One line, with nothing that could begin another or turn its direction.
    public static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
    }
}
