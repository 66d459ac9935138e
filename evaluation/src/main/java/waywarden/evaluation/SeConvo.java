package waywarden.evaluation;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;

/// Makes SEConvo (Ai et al., EMNLP 2024) fit to measure with: its broken characters are mended, and speakers'
/// names masked, since each of its conversations has names of its own that a model could learn by heart.
final class SeConvo {

    private static final String MASK = "NAME";

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7F]+");

    private SeConvo() {}

    static List<Labelled> prepared(List<Labelled> raw) {
        return raw.stream().map(SeConvo::prepared).toList();
    }

    private static Labelled prepared(Labelled raw) {
        Set<String> names = words(raw.names());
        List<Message> messages = raw.conversation().messages().stream()
                .map(message -> new Message(
                        message.at(), message.from(), masked(mended(message.text()), names), message.place()))
                .toList();
        Conversation old = raw.conversation();
        return new Labelled(
                new Conversation(old.id(), old.source(), null, old.channel(), old.lang(), messages),
                raw.file(),
                raw.approach(),
                raw.scenario(),
                raw.reached(),
                raw.firstSign(),
                raw.pair(),
                raw.phases(),
                raw.gives(),
                raw.marks(),
                raw.requests(),
                Set.of());
    }

    /// Full names and their parts, the longest first, so that a part never breaks a whole.
    private static Set<String> words(Set<String> names) {
        Set<String> words =
                new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(word -> word));
        for (String name : names) {
            words.add(name.strip());
            for (String part : name.split("[\\s.,]+")) {
                if (part.length() > 2) words.add(part);
            }
        }
        words.remove("");
        return words;
    }

    static String masked(String text, Set<String> names) {
        String masked = text;
        for (String name : names) {
            masked = Pattern.compile("(?<!\\p{L})" + Pattern.quote(name) + "(?!\\p{L})")
                    .matcher(masked)
                    .replaceAll(MASK);
        }
        return masked;
    }

    /// Undoes UTF-8 that was read as Windows-1252, wherever a run of characters can only be that.
    static String mended(String text) {
        Matcher matcher = NOT_ASCII.matcher(text);
        return matcher.replaceAll(run -> Matcher.quoteReplacement(mendedRun(run.group())));
    }

    private static String mendedRun(String run) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(run.length());
            for (int i = 0; i < run.length(); i++) bytes.put(windowsByte(run.charAt(i)));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return run;
        }
    }

    /// Bytes that Windows-1252 leaves undefined are read by most programs as the control character.
    private static byte windowsByte(char character) throws CharacterCodingException {
        if (character >= 0x80 && character < 0xA0) return (byte) character;
        return WINDOWS.newEncoder()
                .encode(CharBuffer.wrap(new char[] {character}))
                .get();
    }
}
