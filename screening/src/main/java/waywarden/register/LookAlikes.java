package waywarden.register;

import com.ibm.icu.text.SpoofChecker;

/// Letters that are taken for each other, made one: those that look alike across scripts, and those that
/// a scanner or a hasty eye confuses.
///
/// Source of the first: Unicode Technical Standard 39, Unicode Security Mechanisms, section 4, in ICU's
/// data.
final class LookAlikes {

    private LookAlikes() {}

    /// The Latin letter that a letter looks like in either case, else the letter itself. `c` is folded.
    static char of(char c) {
        return c < 0x80 ? c : Others.of(c);
    }

    /// What a scanner makes of it: one letter or digit for all that it confuses.
    static char scanned(char c) {
        return switch (c) {
            case '0' -> 'o';
            case '1', 'i', 'j' -> 'l';
            case '2' -> 'z';
            case '5' -> 's';
            case '8' -> 'b';
            default -> c;
        };
    }

    /// The one letter that two in a row are taken for; 0 where they are not.
    static char joined(char first, char second) {
        if (first == 'r' && second == 'n') return 'm';
        if (first == 'v' && second == 'v') return 'w';
        if (first == 'c' && second == 'l') return 'd';
        return 0;
    }

    /// Loaded only when a text has such letters.
    private static final class Others {
        private static final SpoofChecker CHECKER = new SpoofChecker.Builder().build();
        private static final char[] KNOWN = new char[0x10000];

        static char of(char c) {
            char known = KNOWN[c];
            if (known != 0) return known;
            char lower = latin(c);
            char result = lower != 0 ? lower : latin(Character.toUpperCase(c));
            KNOWN[c] = result == 0 ? c : Character.toLowerCase(result);
            return KNOWN[c];
        }

        private static char latin(char c) {
            if (!Character.isLetter(c)) return 0;
            String skeleton = CHECKER.getSkeleton(String.valueOf(c));
            char first = skeleton.isEmpty() ? 0 : skeleton.charAt(0);
            boolean one = skeleton.length() == 1 && first < 0x80 && Character.isLetter(first);
            return one ? first : 0;
        }
    }
}
