package waywarden.indicator;

import java.util.ArrayList;
import java.util.List;
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
/// Its pattern is made when it is first asked for: of the many phrases of the catalogue, a run tries few.
public final class Phrase {

    private final String source;
    private final String regex;
    private final List<List<String>> anchors;
    private volatile @Nullable Pattern pattern;

    /// @param source  the phrase as written
    /// @param regex   what it stands for, over folded text
    /// @param anchors for each part that cannot be left out, folded literals of which at least one occurs in every
    ///                text the phrase is found in, the rarest part first; empty where no part has any, and the
    ///                pattern has to be tried on every text
    Phrase(String source, String regex, List<List<String>> anchors) {
        this.source = source;
        this.regex = regex;
        this.anchors = anchors.stream().map(List::copyOf).toList();
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
        return source;
    }

    String regex() {
        return regex;
    }

    List<List<String>> anchors() {
        return anchors;
    }

    Pattern pattern() {
        Pattern made = pattern;
        if (made == null) {
            made = Pattern.compile(regex);
            pattern = made;
        }
        return made;
    }

    private static final String SPACE = "[\\s\\p{Punct}]{1,3}";
    private static final String LOOSE_SPACE = "[\\s\\p{Punct}]{0,3}";
    private static final String ANY_ENDING = "[\\p{L}\\p{M}]{0,12}";
    private static final String GAP = "(?:[^.!?;\\n]{0,40}?)";
    private static final String HAN_GAP = "[^.!?;\\n]{0,12}?";
    private static final String HAN_NUMERALS = "一二两三四五六七八九十百千万半几";
    private static final String NUMBER =
            "(?:[$€£¥₽]\\s?)?(?:\\d+(?:[.,]\\d+)*|[" + HAN_NUMERALS + "]+)(?:\\s?(?:k|万|千))?";

    /// One of these is in every number.
    private static final List<String> NUMERALS =
            ("0123456789" + HAN_NUMERALS).chars().mapToObj(Character::toString).toList();

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
            String regex = border(true, part.first) + part.regex + border(false, part.last);
            return new Phrase(source, regex, part.anchors);
        }

        /// A regular expression with its first and last character (0 where that may be anything) and its
        /// anchors.
        private record Part(String regex, char first, char last, List<List<String>> anchors) {}

        private Part sequence(boolean inGroup) {
            StringBuilder regex = new StringBuilder();
            List<List<String>> anchors = new ArrayList<>();
            char first = 0;
            char last = 0;
            boolean begun = false;
            boolean spacePending = false;
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
                        part = new Part(part.regex + ANY_ENDING, part.first, '*', part.anchors);
                    }
                } else if (c == '#') {
                    at++;
                    part = new Part(NUMBER, '0', 'k', List.of(NUMERALS));
                } else {
                    part = literal();
                }
                if (optional && !begun) {
                    // Its space goes with it, so that the phrase can begin with the next word.
                    boolean spaced = at < text.length() && text.charAt(at) == ' ';
                    boolean loose = isUnspaced(part.first) || isUnspaced(peekLetter());
                    regex.append("(?:").append(part.regex);
                    regex.append(spaced ? (loose ? LOOSE_SPACE : SPACE) : "").append(")?");
                    skipSpaces();
                    continue;
                }
                String space = spacePending ? (isUnspaced(last) || isUnspaced(part.first) ? LOOSE_SPACE : SPACE) : "";
                if (optional && isAttached())
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
            return new Part(regex.toString(), first, last, anchors);
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
            List<String> anchors = new ArrayList<>();
            for (Part part : parts) {
                if (regex.length() > 3) regex.append('|');
                regex.append(part.regex);
                if (!part.anchors.isEmpty()) anchors.addAll(part.anchors.getFirst());
            }
            boolean anchored = parts.stream().noneMatch(part -> part.anchors.isEmpty());
            return new Part(
                    regex.append(')').toString(),
                    parts.getFirst().first,
                    parts.getFirst().last,
                    anchored ? List.of(anchors) : List.of());
        }

        private Part literal() {
            int start = at;
            while (at < text.length() && " ()|#*".indexOf(text.charAt(at)) < 0 && !text.startsWith("..", at)) at++;
            String word = text.substring(start, at);
            if (word.isEmpty()) throw fault("has a * without a word before it");
            String regex = Pattern.quote(word);
            char last = word.charAt(word.length() - 1);
            if (at < text.length() && text.charAt(at) == '*') {
                at++;
                regex += ANY_ENDING;
                last = '*';
            }
            return new Part(regex, word.charAt(0), last, List.of(List.of(word)));
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
            return before ? "(?<![\\p{L}\\p{N}&&[^\\u3040-\\u9fff]])" : "(?![\\p{L}\\p{N}&&[^\\u3040-\\u9fff]])";
        }

        /// The part whose shortest literal is longest comes first, since it is met most seldom.
        private static void join(List<List<String>> anchors, List<List<String>> more) {
            for (List<String> part : more) {
                boolean rarer = anchors.isEmpty() || shortest(part) > shortest(anchors.getFirst());
                if (rarer) anchors.addFirst(part);
                else anchors.add(part);
            }
        }

        private static int shortest(List<String> literals) {
            return literals.stream().mapToInt(String::length).min().orElse(0);
        }

        private IllegalArgumentException fault(String what) {
            return new IllegalArgumentException("the phrase \"" + source + "\" " + what);
        }
    }

    /// Whether a character's script writes no spaces between words.
    static boolean isUnspaced(char c) {
        return c >= 0x3040 && c <= 0x9FFF;
    }
}
