package waywarden.evaluation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Cuts text into the word pieces of an uncased BERT vocabulary: words at spaces and punctuation, each
/// ideograph a word of its own, then from the left the longest piece the vocabulary has. What a text says is
/// never read as one of the special tokens.
/// Source: Devlin et al., NAACL 2019, section 3; Wu et al., arXiv 1609.08144, section 4.1.
final class WordPiece {

    /// The longest word the vocabulary's makers cut; a longer one is unknown as a whole.
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int longestText;
    private final int unknown;
    private final int first;
    private final int last;

    /// @param longestText tokens kept of one text, with those that open and close it
    WordPiece(Map<String, Integer> vocabulary, int longestText) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.longestText = longestText;
        this.unknown = special("[UNK]");
        this.first = special("[CLS]");
        this.last = special("[SEP]");
    }

    private int special(String token) {
        return Optional.ofNullable(vocabulary.get(token))
                .orElseThrow(() -> new IllegalArgumentException("the vocabulary has no " + token));
    }

    long[] tokens(String text) {
        List<Integer> body = words(text).stream()
                .flatMap(this::pieces)
                .limit(longestText - 2L)
                .toList();
        long[] tokens = new long[body.size() + 2];
        tokens[0] = first;
        for (int i = 0; i < body.size(); i++) tokens[i + 1] = body.get(i);
        tokens[tokens.length - 1] = last;
        return tokens;
    }

    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().forEach(character -> {
            if (isLeftOut(character)) return;
            boolean alone = isPunctuation(character) || isIdeograph(character);
            if (alone || isSpace(character)) end(word, words);
            if (alone) words.add(Character.toString(character));
            else if (!isSpace(character)) word.appendCodePoint(character);
        });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) words.add(word.toString());
        word.setLength(0);
    }

    private Stream<Integer> pieces(String word) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) return Stream.of(unknown);
        List<Integer> pieces = new ArrayList<>();
        int start = 0;
        while (start < word.length()) {
            int end = word.length();
            Integer piece = null;
            while (end > start && piece == null) {
                piece = vocabulary.get((start == 0 ? "" : "##") + word.substring(start, end));
                if (piece == null) end--;
            }
            if (piece == null) return Stream.of(unknown);
            pieces.add(piece);
            start = end;
        }
        return pieces.stream();
    }

    /// Accents, and characters that show nothing.
    private static boolean isLeftOut(int character) {
        if (isSpace(character)) return false;
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> character == 0xFFFD;
        };
    }

    private static boolean isSpace(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character);
    }

    /// All of ASCII that is no letter, digit or space counts too, as `$` and `^`.
    private static boolean isPunctuation(int character) {
        if (character < 128) return character > 32 && character < 127 && !Character.isLetterOrDigit(character);
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isIdeograph(int character) {
        return (character >= 0x4E00 && character <= 0x9FFF)
                || (character >= 0x3400 && character <= 0x4DBF)
                || (character >= 0x20000 && character <= 0x2CEAF)
                || (character >= 0xF900 && character <= 0xFAFF)
                || (character >= 0x2F800 && character <= 0x2FA1F);
    }
}
