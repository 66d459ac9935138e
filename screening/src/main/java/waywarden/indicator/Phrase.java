package waywarden.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One phrase of an indicator file, in the small language of those files:
///
/// - words stand for themselves, whatever their case, accents' encoding, quotes and spacing;
/// - `word*` stands for any ending of the word;
/// - `(a|b c|d)` for one of several, `(a|b)?` for one of several or nothing, `(a|b)*` for one of several
///   with any ending;
/// - `#` for a number, with or without separators, `k`, `万` or a currency sign;
/// - `..` for a gap of at most [#GAP_WORDS] words (12 characters of Chinese or Japanese), never across
///   the end of a sentence.
///
/// In scripts that write spaces a phrase begins and ends at word borders.
///
/// It is read, and its pattern made, when it is first asked for: of the many phrases of the catalogue, a run tries few.
public final class Phrase {

    private final Supplier<Parts> unread;
    private volatile @Nullable Parts parts;
    private volatile @Nullable Pattern pattern;
    private volatile @Nullable Beginnings places;

    /// What a phrase is made of.
    ///
    /// @param source  the phrase as written
    /// @param regex   what it stands for, over folded text
    /// @param anchors for each part that cannot be left out, folded literals of which at least one occurs in every
    ///                text the phrase is found in, the rarest part first; empty where no part has any, and the
    ///                pattern has to be tried on every text. A space before a literal says that no letter or digit
    ///                of a script with spaces stands there, one behind it likewise
    /// @param beginnings the characters that the phrase can begin with; none where it can begin with any
    record Parts(String source, String regex, List<List<String>> anchors, String beginnings) {
        Parts {
            anchors = anchors.stream().map(List::copyOf).toList();
        }
    }

    Phrase(Parts parts) {
        this(() -> parts);
    }

    /// Read when it is first asked for.
    Phrase(Supplier<Parts> unread) {
        this.unread = unread;
    }

    Parts parts() {
        Parts read = parts;
        if (read == null) {
            read = unread.get();
            parts = read;
        }
        return read;
    }

    static final int GAP_WORDS = 5;

    /// @throws IllegalArgumentException with a sentence for the author, if the phrase is not as it should be
    static Phrase of(String source) {
        Phrase phrase = new Parser(source).phrase();
        phrase.pattern();
        return phrase;
    }

    /// The phrase as written.
    public String source() {
        return parts().source;
    }

    String regex() {
        return parts().regex;
    }

    List<List<String>> anchors() {
        return parts().anchors;
    }

    String beginnings() {
        return parts().beginnings;
    }

    /// Takes each place where the phrase is found.
    @FunctionalInterface
    interface Place {
        /// @return whether to look for more
        boolean found(int start, int end);
    }

    /// Finds the phrase in a folded text, from left to right; places do not overlap, and none is empty.
    void find(String text, Place place) {
        find(text, text.length() - 1, place);
    }

    /// The same up to a place: what begins behind it need not be found.
    void find(String text, int last, Place place) {
        if (beginnings().isEmpty()) {
            Matcher matcher = pattern().matcher(text);
            while (matcher.find()) {
                if (matcher.end() > matcher.start() && !place.found(matcher.start(), matcher.end())) return;
            }
            return;
        }
        Beginnings at = places();
        int start = at.next(text, 0, last);
        if (start < 0) return;
        // What stands before the place still decides whether a word begins there.
        Matcher matcher = pattern().matcher(text).useTransparentBounds(true);
        while (start >= 0) {
            int next = start + 1;
            if (matcher.region(start, text.length()).lookingAt()) {
                if (!place.found(start, matcher.end())) return;
                next = matcher.end();
            }
            start = at.next(text, next, last);
        }
    }

    private Beginnings places() {
        Beginnings made = places;
        if (made == null) {
            made = new Beginnings(beginnings(), regex().startsWith(WORD_BEGINS));
            places = made;
        }
        return made;
    }

    Pattern pattern() {
        Pattern made = pattern;
        if (made == null) {
            made = Pattern.compile(regex());
            pattern = made;
        }
        return made;
    }

    private static final String WORD_BEGINS = "(?<![\\p{L}\\p{N}&&[^\\u3040-\\u9fff]])";
    private static final String SPACE = "[\\s\\p{Punct}]{1,3}";
    private static final String LOOSE_SPACE = "[\\s\\p{Punct}]{0,3}";
    private static final String ANY_ENDING = "[\\p{L}\\p{M}]{0,12}";
    private static final String GAP = "(?:[^.!?;\\n]{0,40}?)";
    private static final String HAN_GAP = "[^.!?;\\n]{0,12}?";
    private static final String HAN_NUMERALS = "一二两三四五六七八九十百千万半几";
    private static final String NUMBER =
            "(?:[$€£¥₽]\\s?)?(?:\\d+(?:[.,]\\d+)*|[" + HAN_NUMERALS + "]+)(?:\\s?(?:k|万|千))?";
    private static final String NUMBER_BEGINNINGS = "$€£¥₽0123456789" + HAN_NUMERALS;

    /// Reads one phrase. Errors are sentences for the author of the file.
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String source) {
            this.text = NormalText.of(source.strip()).folded().replaceAll("\\s+", " ");
            this.source = source;
        }

        private final String source;

        Phrase phrase() {
            if (text.isEmpty()) throw new IllegalArgumentException("a phrase is empty");
            Part part = sequence(false);
            if (at < text.length()) throw fault("has a ) without its (");
            String before = border(true, part.first);
            String behind = border(false, part.last);
            List<List<String>> anchors = part.anchors.stream()
                    .map(one -> one.stream()
                            .map(anchor -> anchor.before(!before.isEmpty())
                                    .behind(!behind.isEmpty())
                                    .text())
                            .toList())
                    .toList();
            return new Phrase(new Parts(source, before + part.regex + behind, anchors, distinct(part.beginnings)));
        }

        private static String distinct(@Nullable String characters) {
            if (characters == null) return "";
            StringBuilder distinct = new StringBuilder();
            characters.chars().distinct().sorted().forEach(c -> distinct.append((char) c));
            return distinct.toString();
        }

        /// A literal, and whether a word begins before it and ends behind it; null while it stands at the edge of its
        /// part, so that what comes next to the part decides.
        private record Anchor(
                String word,
                @Nullable Boolean begins,
                @Nullable Boolean ends) {

            Anchor before(boolean border) {
                return begins != null ? this : new Anchor(word, border, ends);
            }

            Anchor behind(boolean border) {
                return ends != null ? this : new Anchor(word, begins, border);
            }

            String text() {
                return (Boolean.TRUE.equals(begins) ? " " : "") + word + (Boolean.TRUE.equals(ends) ? " " : "");
            }
        }

        /// A regular expression, never empty but for a gap, with its first and last character (0 where that may be
        /// anything), its anchors, and all characters that it can begin with; null where that may be any.
        private record Part(
                String regex,
                char first,
                char last,
                List<List<Anchor>> anchors,
                @Nullable String beginnings) {

            Part before(boolean border) {
                return new Part(regex, first, last, each(anchors, anchor -> anchor.before(border)), beginnings);
            }

            Part withAnyEnding() {
                return new Part(
                        regex + ANY_ENDING, first, '*', each(anchors, anchor -> anchor.behind(false)), beginnings);
            }
        }

        private static List<List<Anchor>> each(List<List<Anchor>> anchors, UnaryOperator<Anchor> change) {
            List<List<Anchor>> changed = new ArrayList<>();
            for (List<Anchor> part : anchors) {
                changed.add(part.stream().map(change).toList());
            }
            return changed;
        }

        private Part sequence(boolean inGroup) {
            StringBuilder regex = new StringBuilder();
            List<List<Anchor>> anchors = new ArrayList<>();
            char first = 0;
            char last = 0;
            @Nullable String beginnings = "";
            boolean begun = false;
            boolean spacePending = false;
            // Whether a word begins where the next part does if no space comes; null at the edge of the sequence.
            @Nullable Boolean border = null;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == ')' || (c == '|' && inGroup)) break;
                if (c == ' ') {
                    spacePending = begun;
                    at++;
                    continue;
                }
                if (text.startsWith("..", at)) {
                    at += 2;
                    boolean han = isUnspaced(last) || isUnspaced(peekLetter());
                    // The word before the gap must be whole, else `can ..` would begin within `canal`.
                    if (begun) regex.append(border(false, last));
                    else beginnings = null;
                    boolean whole = !border(false, last).isEmpty();
                    anchors = each(anchors, anchor -> anchor.behind(whole));
                    border = !han;
                    regex.append(han ? HAN_GAP : GAP);
                    skipSpaces();
                    spacePending = false;
                    // The gap itself ends at a word border in scripts with spaces.
                    if (!han) regex.append("(?<![\\p{L}\\p{N}])");
                    begun = true;
                    last = ' ';
                    continue;
                }
                Part part;
                boolean optional = false;
                if (c == '(') {
                    at++;
                    part = group();
                    if (at < text.length() && text.charAt(at) == '?') {
                        at++;
                        optional = true;
                    } else if (at < text.length() && text.charAt(at) == '*') {
                        at++;
                        part = part.withAnyEnding();
                    }
                } else if (c == '#') {
                    at++;
                    part = new Part(NUMBER, '0', 'k', List.of(numerals()), NUMBER_BEGINNINGS);
                } else {
                    part = literal();
                }
                if (!begun) beginnings = either(beginnings, part.beginnings);
                if (optional && !begun) {
                    // Its space goes with it, so that the phrase can begin with the next word.
                    boolean spaced = at < text.length() && text.charAt(at) == ' ';
                    boolean loose = isUnspaced(part.first) || isUnspaced(peekLetter());
                    regex.append("(?:").append(part.regex);
                    regex.append(spaced ? (loose ? LOOSE_SPACE : SPACE) : "").append(")?");
                    skipSpaces();
                    border = false;
                    continue;
                }
                String space = spacePending ? (isUnspaced(last) || isUnspaced(part.first) ? LOOSE_SPACE : SPACE) : "";
                boolean apart = space.equals(SPACE);
                boolean attached = isAttached();
                // What may be left out decides only where it is not apart: else the part after it does too.
                if (begun && (!optional || attached || !apart)) {
                    anchors = each(anchors, anchor -> anchor.behind(apart));
                }
                @Nullable Boolean begins = spacePending ? Boolean.valueOf(apart) : border;
                if (begins != null) part = part.before(begins);
                border = false;
                if (optional && attached)
                    regex.append(space).append("(?:").append(part.regex).append(")?");
                else if (optional)
                    regex.append("(?:").append(space).append(part.regex).append(")?");
                else regex.append(space).append(part.regex);
                spacePending = false;
                if (!optional) join(anchors, part.anchors);
                if (!begun) first = part.first;
                if (!optional) last = part.last;
                begun = true;
            }
            if (!begun) throw fault("has an empty part");
            return new Part(regex.toString(), first, last, anchors, beginnings);
        }

        private static @Nullable String either(@Nullable String some, @Nullable String others) {
            return some == null || others == null ? null : some + others;
        }

        /// Whether a word follows without a space, as after the optional article in `(al)?word`.
        private boolean isAttached() {
            return at < text.length() && " )|".indexOf(text.charAt(at)) < 0 && !text.startsWith("..", at);
        }

        private Part group() {
            List<Part> parts = new ArrayList<>();
            do {
                parts.add(sequence(true));
            } while (at < text.length() && text.charAt(at++) == '|');
            if (text.charAt(at - 1) != ')') throw fault("has a ( without its )");
            StringBuilder regex = new StringBuilder("(?:");
            List<Anchor> anchors = new ArrayList<>();
            @Nullable String beginnings = "";
            for (Part part : parts) {
                beginnings = either(beginnings, part.beginnings);
                if (regex.length() > 3) regex.append('|');
                regex.append(part.regex);
                if (!part.anchors.isEmpty()) anchors.addAll(part.anchors.getFirst());
            }
            boolean anchored = parts.stream().noneMatch(part -> part.anchors.isEmpty());
            return new Part(
                    regex.append(')').toString(),
                    parts.getFirst().first,
                    parts.getFirst().last,
                    anchored ? List.of(anchors) : List.of(),
                    beginnings);
        }

        private Part literal() {
            int start = at;
            while (at < text.length() && " ()|#*".indexOf(text.charAt(at)) < 0 && !text.startsWith("..", at)) at++;
            String word = text.substring(start, at);
            if (word.isEmpty()) throw fault("has a * without a word before it");
            String regex = Pattern.quote(word);
            char last = word.charAt(word.length() - 1);
            List<List<Anchor>> anchors = List.of(List.of(new Anchor(word, null, null)));
            Part part = new Part(regex, word.charAt(0), last, anchors, word.substring(0, 1));
            if (at == text.length() || text.charAt(at) != '*') return part;
            at++;
            return part.withAnyEnding();
        }

        /// One of these is in every number.
        private static List<Anchor> numerals() {
            return ("0123456789" + HAN_NUMERALS)
                    .chars()
                    .mapToObj(c -> new Anchor(Character.toString(c), false, false))
                    .toList();
        }

        private char peekLetter() {
            for (int i = at; i < text.length(); i++) {
                if (Character.isLetterOrDigit(text.charAt(i))) return text.charAt(i);
            }
            return 0;
        }

        private void skipSpaces() {
            while (at < text.length() && text.charAt(at) == ' ') at++;
        }

        private static String border(boolean before, char c) {
            if (c == '*' || isUnspaced(c) || !(Character.isLetterOrDigit(c))) return "";
            // Han and kana beside a Latin word are a border too.
            return before ? WORD_BEGINS : "(?![\\p{L}\\p{N}&&[^\\u3040-\\u9fff]])";
        }

        /// The part whose shortest literal is longest comes first, since it is met most seldom.
        private static void join(List<List<Anchor>> anchors, List<List<Anchor>> more) {
            for (List<Anchor> part : more) {
                boolean rarer = anchors.isEmpty() || shortest(part) > shortest(anchors.getFirst());
                if (rarer) anchors.addFirst(part);
                else anchors.add(part);
            }
        }

        private static int shortest(List<Anchor> literals) {
            return literals.stream()
                    .mapToInt(literal -> literal.word.length())
                    .min()
                    .orElse(0);
        }

        private IllegalArgumentException fault(String what) {
            return new IllegalArgumentException("the phrase \"" + source + "\" " + what);
        }
    }

    /// Whether no word of a script with spaces begins or ends between this character and a letter beside it: what a
    /// border in the regular expression excludes. Half of a character outside the basic plane never counts.
    static boolean isWordPart(char c) {
        if (c < 128) return ((c < 64 ? ASCII_LOW : ASCII_HIGH) >>> c & 1) != 0;
        return !isUnspaced(c) && (WORD_PARTS >> Character.getType(c) & 1) != 0;
    }

    /// The digits and letters of ASCII, one bit each, for those below 64 and those above.
    private static final long ASCII_LOW = 0x03FF_0000_0000_0000L;

    private static final long ASCII_HIGH = 0x07FF_FFFE_07FF_FFFEL;

    /// `\p{L}` and `\p{N}`.
    private static final int WORD_PARTS = 1 << Character.UPPERCASE_LETTER
            | 1 << Character.LOWERCASE_LETTER
            | 1 << Character.TITLECASE_LETTER
            | 1 << Character.MODIFIER_LETTER
            | 1 << Character.OTHER_LETTER
            | 1 << Character.DECIMAL_DIGIT_NUMBER
            | 1 << Character.LETTER_NUMBER
            | 1 << Character.OTHER_NUMBER;

    /// Whether a character's script writes no spaces between words.
    static boolean isUnspaced(char c) {
        return c >= 0x3040 && c <= 0x9FFF;
    }
}
