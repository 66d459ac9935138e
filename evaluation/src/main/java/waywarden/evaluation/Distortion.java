package waywarden.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Something that happens to a passage of a protected document on its way into a draft.
///
/// @param name   as the table shows it
/// @param length words of the passage (Chinese: half as many characters again count as one word each)
/// @param change what happens to it; the same seed does the same
record Distortion(String name, int length, BiFunction<String, Random, String> change) {

    private static final int USUAL = 40;

    /// Every row of the table of copies.
    static final List<Distortion> ALL = List.of(
            new Distortion("copy of 40 words", USUAL, (text, random) -> text),
            new Distortion("copy of 20 words", 20, (text, random) -> text),
            new Distortion("copy of 12 words", 12, (text, random) -> text),
            new Distortion("copy of 8 words", 8, (text, random) -> text),
            new Distortion("new lines, hyphens, capitals", USUAL, Distortion::reset),
            new Distortion("sentences re-ordered", USUAL, Distortion::reordered),
            new Distortion("numerals in words or other digits", USUAL, Distortion::numerals),
            new Distortion("look-alike letters, hidden characters", USUAL, Distortion::disguised),
            new Distortion("re-typed, 2 % of letters wrong", USUAL, (text, random) -> typed(text, random, 0.02)),
            new Distortion("re-typed, 5 % of letters wrong", USUAL, (text, random) -> typed(text, random, 0.05)),
            new Distortion("scanned, 2 % of letters wrong", USUAL, (text, random) -> scanned(text, random, 0.02)),
            new Distortion("scanned, 5 % of letters wrong", USUAL, (text, random) -> scanned(text, random, 0.05)),
            new Distortion("every 10th word another", USUAL, (text, random) -> replaced(text, random, 0.10)),
            new Distortion("every 5th word another", USUAL, (text, random) -> replaced(text, random, 0.20)),
            new Distortion("every 3rd word another", USUAL, (text, random) -> replaced(text, random, 0.33)));

    String of(String passage, Random random) {
        return change.apply(passage, random);
    }

    /// Words of a text; in Chinese every one and a half characters count as a word, so one character is taken for
    /// itself and passages are one and a half times as long.
    static List<String> words(String text) {
        return Pattern.compile("[\\p{IsHan}]|[^\\s\\p{IsHan}]+[ \\n]*|\\s+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> !word.isBlank())
                .toList();
    }

    private static String reset(String text, Random random) {
        StringBuilder set = new StringBuilder();
        int column = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            set.append(random.nextInt(20) == 0 ? Character.toUpperCase(c) : c);
            if (++column % 37 != 0) continue;
            boolean inWord = Character.isLetter(c) && c < 0x80 && i + 1 < text.length() && text.charAt(i + 1) > ' ';
            set.append(inWord ? "-\n" : "\n");
        }
        return set.toString();
    }

    private static String reordered(String text, Random random) {
        List<String> sentences = new ArrayList<>(Arrays.asList(text.split("(?<=[.;,。；，])")));
        Collections.shuffle(sentences, random);
        return String.join(" ", sentences);
    }

    private static final Map<String, String> SPOKEN = Map.ofEntries(
            Map.entry("2", "two"),
            Map.entry("3", "three"),
            Map.entry("4", "four"),
            Map.entry("7", "seven"),
            Map.entry("9", "nine"),
            Map.entry("11", "eleven"),
            Map.entry("12", "twelve"),
            Map.entry("13", "thirteen"),
            Map.entry("14", "fourteen"),
            Map.entry("18", "eighteen"),
            Map.entry("20", "twenty"),
            Map.entry("24", "twenty-four"),
            Map.entry("25", "twenty-five"),
            Map.entry("27", "twenty-seven"),
            Map.entry("30", "thirty"),
            Map.entry("31", "thirty-one"),
            Map.entry("36", "thirty six"),
            Map.entry("38", "thirty-eight"),
            Map.entry("40", "forty"),
            Map.entry("45", "forty-five"),
            Map.entry("48", "forty-eight"),
            Map.entry("50", "fifty"),
            Map.entry("62", "sixty-two"),
            Map.entry("70", "seventy"),
            Map.entry("72", "seventy-two"),
            Map.entry("78", "seventy eight"),
            Map.entry("85", "eighty-five"),
            Map.entry("88", "eighty-eight"),
            Map.entry("92", "ninety-two"),
            Map.entry("96", "ninety-six"),
            Map.entry("110", "one hundred and ten"),
            Map.entry("150", "one hundred and fifty"),
            Map.entry("220", "two hundred and twenty"),
            Map.entry("290", "two hundred ninety"),
            Map.entry("300", "three hundred"),
            Map.entry("311", "three hundred and eleven"),
            Map.entry("340", "three hundred forty"),
            Map.entry("380", "three hundred and eighty"),
            Map.entry("396", "three hundred ninety-six"),
            Map.entry("400", "four hundred"),
            Map.entry("402", "four hundred and two"),
            Map.entry("418", "four hundred and eighteen"),
            Map.entry("512", "five hundred and twelve"),
            Map.entry("600", "six hundred"),
            Map.entry("1,450", "one thousand four hundred and fifty"),
            Map.entry("7,200", "seven thousand two hundred"));

    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("一千零二十四", "1024"),
            Map.entry("三百五十", "350"),
            Map.entry("二百一十", "210"),
            Map.entry("三百二十", "320"),
            Map.entry("六百二十", "620"),
            Map.entry("五十五", "55"),
            Map.entry("二十四", "24"),
            Map.entry("十九", "19"),
            Map.entry("十八", "18"),
            Map.entry("四十", "40"),
            Map.entry("十五", "15"),
            Map.entry("十二", "12"),
            Map.entry("四十二", "42"),
            Map.entry("九十", "90"),
            Map.entry("八十", "80"),
            Map.entry("四百", "400"),
            Map.entry("二十六", "26"),
            Map.entry("十四", "14"),
            Map.entry("一千三百一十", "1310"),
            Map.entry("一千一百四十", "1140"),
            Map.entry("八百七十", "870"),
            Map.entry("一百三十七", "137"),
            Map.entry("二百六十", "260"),
            Map.entry("八十五", "85"));

    /// English digits as words or full-width digits, Chinese numerals as digits.
    private static String numerals(String text, Random random) {
        String spoken = Pattern.compile("(?<![\\d.,])\\d[\\d,]*(?![\\d.,]*\\d)")
                .matcher(text)
                .replaceAll(match -> SPOKEN.getOrDefault(match.group(), wide(match.group())));
        return Pattern.compile("[零一二三四五六七八九十百千万]+")
                .matcher(spoken)
                .replaceAll(match -> CHINESE.getOrDefault(match.group(), match.group()));
    }

    private static String wide(String digits) {
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            wide.append(Character.isDigit(c) ? (char) (c - '0' + '０') : c);
        }
        return wide.toString();
    }

    private static String disguised(String text, Random random) {
        String latin = "aceopxyi";
        String cyrillic = "асеорхуі";
        StringBuilder disguised = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int at = latin.indexOf(c);
            disguised.append(at >= 0 && random.nextInt(4) == 0 ? cyrillic.charAt(at) : c);
            if (random.nextInt(12) == 0) disguised.append('\u200b');
        }
        return disguised.toString();
    }

    private static String typed(String text, Random random, double share) {
        StringBuilder typed = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) || random.nextDouble() >= share) {
                typed.append(c);
                continue;
            }
            char other = text.charAt(random.nextInt(text.length()));
            switch (random.nextInt(4)) {
                case 0 -> typed.append(other);
                case 1 -> typed.append(c).append(other);
                case 2 -> {
                    if (i + 1 < text.length()) typed.append(text.charAt(++i));
                    typed.append(c);
                }
                default -> {}
            }
        }
        return typed.toString();
    }

    private static final Map<Character, String> MISREAD = Map.ofEntries(
            Map.entry('o', "0"),
            Map.entry('l', "1"),
            Map.entry('i', "l"),
            Map.entry('m', "rn"),
            Map.entry('s', "5"),
            Map.entry('e', "c"),
            Map.entry('a', "o"),
            Map.entry('b', "h"),
            Map.entry('t', "f"),
            Map.entry('n', "ri"),
            Map.entry('d', "cl"),
            Map.entry('0', "O"),
            Map.entry('1', "l"),
            Map.entry('5', "S"),
            Map.entry('u', "ii"),
            Map.entry('日', "曰"),
            Map.entry('未', "末"),
            Map.entry('土', "士"),
            Map.entry('千', "干"));

    private static String scanned(String text, Random random, double share) {
        StringBuilder scanned = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wrong = Character.isLetterOrDigit(c) && random.nextDouble() < share;
            if (!wrong) scanned.append(c);
            // What no table names is lost or read as its neighbour in the code chart.
            else scanned.append(MISREAD.getOrDefault(c, String.valueOf((char) (c + 1))));
        }
        return scanned.toString();
    }

    private static String replaced(String text, Random random, double share) {
        List<String> words = words(text);
        StringBuilder replaced = new StringBuilder();
        for (String word : words) {
            boolean other = random.nextDouble() < share;
            replaced.append(other ? FILLERS.get(random.nextInt(FILLERS.size())) + (isHan(word) ? "" : " ") : word);
        }
        return replaced.toString();
    }

    private static boolean isHan(String word) {
        return Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.HAN;
    }

    private static final List<String> FILLERS = List.of(
            "something", "roughly", "item", "value", "part", "side", "usual", "given", "thing", "our", "made", "step");
}
