package waywarden.register;

import java.util.Arrays;
import waywarden.indicator.NormalText;

/// A text as the register compares it: nothing but letters and digits, with the way back to the original.
///
/// On top of [NormalText] (compatibility forms, case, invisible characters, accents, traditional Chinese)
/// spaces and punctuation go, so that line breaks and hyphens make no difference; numbers in words,
/// numerals of any script and Chinese numerals become digits; units after a number become their symbols;
/// letters that look alike across scripts become one (Unicode TS 39), and so do those that a scanner takes
/// for each other (0 and o, 1 and l and i, rn and m …).
///
/// A character of Chinese, Japanese or Korean tells about three times what a Latin letter does and counts
/// as three letters, so that one gram length serves every language: where grams of Latin script have `k`
/// letters, Chinese ones have `k / 3` characters.
final class RegisterLetters {

    /// Letters that one ideograph, kana or hangul syllable counts for.
    static final int LETTERS_OF_AN_IDEOGRAPH = 3;

    private int[] letters;
    private int[] starts;
    private int[] ends;
    private byte[] edges;
    private int length;

    private static final byte BEGINS = 1;
    private static final byte ENDS = 2;
    private static final byte NUMBER = 4;
    private static final byte IDEOGRAPH = 8;

    private RegisterLetters(int capacity) {
        letters = new int[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
        edges = new byte[capacity];
    }

    static RegisterLetters of(String text) {
        RegisterLetters all = new RegisterLetters(text.length() + 16);
        new Reader(NormalText.of(text), all).read();
        return all;
    }

    /// How many letters there are.
    int length() {
        return length;
    }

    /// The letter at `index`; never 0.
    int letter(int index) {
        return letters[index];
    }

    /// Where the letter at `index` begins in the original.
    int start(int index) {
        return starts[index];
    }

    /// Where the letter at `index` ends in the original.
    int end(int index) {
        return ends[index];
    }

    /// Whether a word begins with the letter at `index`.
    boolean beginsWord(int index) {
        return (edges[index] & BEGINS) != 0;
    }

    /// Whether a word ends with the letter at `index`.
    boolean endsWord(int index) {
        return (edges[index] & ENDS) != 0;
    }

    /// Whether the word that begins with the letter at `index` is a number.
    boolean isNumber(int index) {
        return (edges[index] & NUMBER) != 0;
    }

    /// Whether the word that begins with the letter at `index` is one ideograph.
    boolean isIdeograph(int index) {
        return (edges[index] & IDEOGRAPH) != 0;
    }

    /// Says nothing of the words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "RegisterLetters[" + length + " letters]";
    }

    private void add(int letter, int start, int end) {
        if (length == letters.length) grow();
        letters[length] = letter;
        starts[length] = start;
        ends[length] = end;
        edges[length] = 0;
        length++;
    }

    private void grow() {
        int capacity = length * 2;
        letters = Arrays.copyOf(letters, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        edges = Arrays.copyOf(edges, capacity);
    }

    /// Walks over the folded text word by word: a word is a run of letters, a run of digits, a run of
    /// Chinese numerals, or one ideograph.
    private static final class Reader {
        private static final String PERCENT = "百分之";

        private final NormalText text;
        private final String folded;
        private final RegisterLetters out;
        private final Numerals.Spoken spoken = new Numerals.Spoken();
        private int spokenStart;
        private int spokenEnd;
        private boolean afterNumber;

        Reader(NormalText text, RegisterLetters out) {
            this.text = text;
            this.folded = text.folded();
            this.out = out;
        }

        void read() {
            int i = 0;
            while (i < folded.length()) {
                char c = folded.charAt(i);
                if (c == '%') i = percent(i);
                else if (!Character.isLetterOrDigit(c)) i = separator(i);
                else if (afterNumber && c >= 0x3400 && Units.chineseLength(folded, i) > 0) i = chineseUnit(i);
                else if (Numerals.isChinese(c)) i = chineseNumber(i);
                else if (isIdeograph(c)) i = ideograph(i);
                else if (Character.isDigit(c)) i = digits(i);
                else i = word(i);
            }
            flushSpoken();
        }

        private int separator(int at) {
            char c = folded.charAt(at);
            // Number words that belong together have nothing but a space or hyphen between them.
            if (c != ' ' && c != '-' && c != '\n') flushSpoken();
            return at + 1;
        }

        private int percent(int at) {
            flushSpoken();
            emit("pct", text.start(at), text.end(at + 1));
            afterNumber = false;
            return at + 1;
        }

        private int ideograph(int at) {
            flushSpoken();
            afterNumber = false;
            int from = out.length;
            int c = folded.charAt(at);
            for (int part = 0; part < LETTERS_OF_AN_IDEOGRAPH; part++) {
                out.add(c | (part << 16), text.start(at), text.end(at + 1));
            }
            edge(from);
            out.edges[from] |= IDEOGRAPH;
            return at + 1;
        }

        private int chineseUnit(int at) {
            int end = at + Units.chineseLength(folded, at);
            emit(Units.chinese(folded, at, end), text.start(at), text.end(end));
            afterNumber = false;
            return end;
        }

        private int digits(int at) {
            flushSpoken();
            int end = at;
            int from = out.length;
            while (end < folded.length() && isDigitOfANumber(end, at)) {
                char c = folded.charAt(end);
                if (Character.isDigit(c)) {
                    addDigit((char) ('0' + Character.digit(c, 10)), text.start(end), text.end(end + 1));
                }
                end++;
            }
            // 5千克 is five kilograms, 5千 five thousand.
            boolean unit = end >= folded.length() || Units.chineseLength(folded, end) > 0;
            int zeros = unit ? 0 : Numerals.zerosOf(folded.charAt(end));
            for (int i = 0; i < zeros; i++) addDigit('0', text.start(end), text.end(end + 1));
            edge(from);
            out.edges[from] |= NUMBER;
            afterNumber = true;
            return zeros > 0 ? end + 1 : end;
        }

        /// Digits, and what groups them: 12,500 and 12.500 and 12'500 and 12 500 are the same number.
        private boolean isDigitOfANumber(int at, int begin) {
            char c = folded.charAt(at);
            if (Character.isDigit(c)) return true;
            boolean grouping = c == ',' || c == '.' || c == '\'' || c == ' ';
            if (!grouping || at == begin || at + 1 >= folded.length()) return false;
            if (!Character.isDigit(folded.charAt(at + 1)) || !Character.isDigit(folded.charAt(at - 1))) return false;
            return c != ' ' || groupOfThree(at + 1);
        }

        private boolean groupOfThree(int at) {
            for (int i = at; i < at + 3; i++) {
                if (i >= folded.length() || !Character.isDigit(folded.charAt(i))) return false;
            }
            return at + 3 >= folded.length() || !Character.isLetterOrDigit(folded.charAt(at + 3));
        }

        /// 三百五十, also 三点五 as 3.5 and 百分之五 as 5 %; a point is left out as in any other number.
        private int chineseNumber(int at) {
            flushSpoken();
            int begin = folded.startsWith(PERCENT, at) ? at + PERCENT.length() : at;
            int end = begin < folded.length() && Character.isDigit(folded.charAt(begin))
                    ? digits(begin)
                    : chineseDigits(at, begin);
            if (begin > at && end > begin) emit("pct", text.start(at), text.end(at + PERCENT.length()));
            return end;
        }

        /// @param begin after a sign of percent; where no number follows that, the sign is a number itself
        private int chineseDigits(int at, int begin) {
            int from = begin;
            int end = numeralsEnd(from);
            if (end == from) {
                from = at;
                end = numeralsEnd(from);
            }
            String number = Numerals.chinese(folded, from, end);
            boolean point = end + 1 < folded.length() && folded.charAt(end) == '点';
            int fraction = point ? numeralsEnd(end + 1) : end;
            if (point && fraction > end + 1) {
                number += Numerals.chinese(folded, end + 1, fraction);
                end = fraction;
            }
            emitNumber(number, text.start(from), text.end(end));
            return end;
        }

        private int numeralsEnd(int at) {
            int end = at;
            while (end < folded.length() && Numerals.isChinese(folded.charAt(end))) end++;
            return end;
        }

        private int word(int at) {
            int end = at;
            while (end < folded.length() && isLetterOfAWord(folded.charAt(end))) end++;
            if (spoken.takes(folded, at, end)) {
                if (spokenEnd == 0) spokenStart = text.start(at);
                spokenEnd = text.end(end);
                return end;
            }
            flushSpoken();
            if (spoken.takes(folded, at, end)) {
                spokenStart = text.start(at);
                spokenEnd = text.end(end);
                return end;
            }
            String unit = afterNumber ? Units.of(folded, at, end) : null;
            if (unit != null) emit(unit, text.start(at), text.end(end));
            else letters(at, end);
            // In "350 degrees Celsius" two words make the unit.
            afterNumber = unit != null && unit.isEmpty();
            return end;
        }

        private static boolean isLetterOfAWord(char c) {
            return Character.isLetter(c) && !isIdeograph(c) && !Numerals.isChinese(c);
        }

        private void letters(int at, int end) {
            int from = out.length;
            for (int i = at; i < end; i++) {
                char c = LookAlikes.of(folded.charAt(i));
                char next = i + 1 < end ? LookAlikes.of(folded.charAt(i + 1)) : 0;
                char joined = LookAlikes.joined(c, next);
                if (joined != 0) {
                    out.add(joined, text.start(i), text.end(i + 2));
                    i++;
                } else {
                    out.add(LookAlikes.scanned(c), text.start(i), text.end(i + 1));
                }
            }
            edge(from);
        }

        private void flushSpoken() {
            if (spokenEnd == 0) return;
            for (String number : spoken.finish()) emitNumber(number, spokenStart, spokenEnd);
            spokenEnd = 0;
        }

        private void emitNumber(String digits, int start, int end) {
            int from = out.length;
            for (int i = 0; i < digits.length(); i++) addDigit(digits.charAt(i), start, end);
            edge(from);
            out.edges[from] |= NUMBER;
            afterNumber = true;
        }

        private void addDigit(char digit, int start, int end) {
            out.add(LookAlikes.scanned(digit), start, end);
        }

        private void emit(String letters, int start, int end) {
            int from = out.length;
            for (int i = 0; i < letters.length(); i++) out.add(LookAlikes.scanned(letters.charAt(i)), start, end);
            edge(from);
        }

        private void edge(int from) {
            if (out.length == from) return;
            out.edges[from] |= BEGINS;
            out.edges[out.length - 1] |= ENDS;
        }

        private static boolean isIdeograph(char c) {
            if (c < 0x1100) return false;
            return (c >= 0x3040 && c <= 0x30FF)
                    || (c >= 0x3400 && c <= 0x9FFF)
                    || (c >= 0xAC00 && c <= 0xD7AF)
                    || (c >= 0xF900 && c <= 0xFAFF);
        }
    }
}
