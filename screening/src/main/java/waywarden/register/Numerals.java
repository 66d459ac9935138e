package waywarden.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Numbers written in words, English or Chinese, as digits.
final class Numerals {

    private Numerals() {}

    private static final String CHINESE_DIGITS = "零一二三四五六七八九";
    private static final String CHINESE = "〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟";

    /// Whether a character (simplified) is part of a Chinese number.
    static boolean isChinese(char c) {
        return c >= 0x3007 && CHINESE.indexOf(c) >= 0;
    }

    /// Zeros that a Chinese multiplier after digits stands for: 3万 is 30000; 0 for any other character.
    static int zerosOf(char c) {
        return switch (c) {
            case '百' -> 2;
            case '千' -> 3;
            case '万' -> 4;
            case '亿' -> 8;
            default -> 0;
        };
    }

    /// The digits of a Chinese number: by value where it has multipliers, else digit by digit (二〇二六).
    static String chinese(String text, int from, int to) {
        boolean multiplied = false;
        for (int i = from; i < to; i++) multiplied |= multiplier(plain(text.charAt(i))) > 1;
        // Longer than any number that is written out; only digits may be as long as they like.
        if (!multiplied || to - from > 24) return digitByDigit(text, from, to);
        long total = 0;
        long section = 0;
        long digit = -1;
        for (int i = from; i < to; i++) {
            char c = plain(text.charAt(i));
            long multiplier = multiplier(c);
            if (multiplier == 1) {
                digit = CHINESE_DIGITS.indexOf(c);
            } else if (multiplier < 10_000) {
                section += (digit < 0 ? 1 : digit) * multiplier;
                digit = -1;
            } else {
                section += Math.max(0, digit);
                total = (total + Math.max(section, total == 0 && section == 0 ? 1 : section)) * multiplier;
                section = 0;
                digit = -1;
            }
        }
        return Long.toString(total + section + Math.max(0, digit));
    }

    private static String digitByDigit(String text, int from, int to) {
        StringBuilder digits = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = plain(text.charAt(i));
            int digit = CHINESE_DIGITS.indexOf(c);
            digits.append(digit >= 0 ? Integer.toString(digit) : Long.toString(multiplier(c)));
        }
        return digits.toString();
    }

    private static char plain(char c) {
        return switch (c) {
            case '〇' -> '零';
            case '两', '贰' -> '二';
            case '壹' -> '一';
            case '叁' -> '三';
            case '肆' -> '四';
            case '伍' -> '五';
            case '陆' -> '六';
            case '柒' -> '七';
            case '捌' -> '八';
            case '玖' -> '九';
            case '拾' -> '十';
            case '佰' -> '百';
            case '仟' -> '千';
            default -> c;
        };
    }

    private static long multiplier(char c) {
        return switch (c) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1_000;
            case '万' -> 10_000;
            case '亿' -> 100_000_000;
            default -> 1;
        };
    }

    /// Gathers English number words as long as they make one number: `two`, `hundred`, `and`, `fifty`.
    static final class Spoken {

        private static final Map<String, Integer> SMALL = small();
        private static final Map<String, Long> LARGE =
                Map.of("hundred", 100L, "thousand", 1_000L, "million", 1_000_000L, "billion", 1_000_000_000L);

        /// Values above this are no longer added up, so that no run of words overflows.
        private static final long MOST = 1_000_000_000_000L;

        private static final int LONGEST_WORD = 9;

        private long total;
        private long part;
        private int room;
        private boolean begun;
        private boolean and;

        private static Map<String, Integer> small() {
            String[] names = {
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen"
            };
            Map<String, Integer> small = new java.util.HashMap<>();
            for (int i = 0; i < names.length; i++) small.put(names[i], i);
            String[] tens = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
            for (int i = 0; i < tens.length; i++) small.put(tens[i], 10 * (i + 2));
            return Map.copyOf(small);
        }

        /// Whether the word goes on with the number begun, or begins one; if so it is taken.
        boolean takes(String text, int from, int to) {
            int length = to - from;
            if (length < 3 || length > LONGEST_WORD || !mayBegin(text.charAt(from))) return false;
            String word = text.substring(from, to);
            if (word.equals("and")) return takesAnd();
            Integer value = SMALL.get(word);
            if (value != null) return takesSmall(value);
            Long multiplier = LARGE.get(word);
            return multiplier != null && takesLarge(multiplier);
        }

        private static boolean mayBegin(char c) {
            return "abefhmnostz".indexOf(c) >= 0;
        }

        /// `and` belongs to a number only between a hundred or more and what follows.
        private boolean takesAnd() {
            if (!begun || and || room < 100) return false;
            and = true;
            return true;
        }

        private boolean takesSmall(int value) {
            int size = value >= 20 ? 100 : value >= 10 ? 100 : 10;
            if (begun && size > room) return false;
            part += value;
            room = value >= 20 ? 10 : 1;
            begun = true;
            and = false;
            return true;
        }

        private boolean takesLarge(long multiplier) {
            if (!begun || and || part == 0 || total + part * multiplier > MOST) return false;
            if (multiplier == 100) {
                if (part >= 100) return false;
                part *= 100;
                room = 100;
                return true;
            }
            if (total != 0 && total % (multiplier * 1_000) != 0) return false;
            total += part * multiplier;
            part = 0;
            room = 1_000;
            return true;
        }

        /// The number gathered, as digits, and nothing where a last `and` did not belong; begins anew.
        List<String> finish() {
            List<String> numbers = new ArrayList<>(1);
            if (begun) numbers.add(Long.toString(total + part));
            total = 0;
            part = 0;
            room = 0;
            begun = false;
            and = false;
            return numbers;
        }
    }
}
