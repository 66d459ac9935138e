package waywarden.indicator;

/// The places of a text at which a phrase can begin, by the characters that it can begin with: its pattern need be
/// tried nowhere else.
final class Beginnings {

    /// One bit each for the characters below 64, and for those from there to 127.
    private final long low;

    private final long high;
    private final String others;
    private final boolean words;

    /// @param characters at least one; every match of the phrase begins with one of them
    /// @param words      whether every match begins where a word does
    Beginnings(String characters, boolean words) {
        this.words = words;
        long lows = 0;
        long highs = 0;
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            if (c < 64) lows |= 1L << c;
            else if (c < 128) highs |= 1L << c;
            else rest.append(c);
        }
        low = lows;
        high = highs;
        others = rest.toString();
    }

    /// The first place from `from` up to and with `last`, or below 0 where there is none.
    int next(String text, int from, int last) {
        for (int i = from; i <= last; i++) {
            if (contains(text.charAt(i)) && (!words || i == 0 || !Phrase.isWordPart(text.charAt(i - 1)))) return i;
        }
        return -1;
    }

    private boolean contains(char c) {
        if (c < 128) return ((c < 64 ? low : high) >>> c & 1) != 0;
        return others.indexOf(c) >= 0;
    }
}
