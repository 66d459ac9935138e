package waywarden.register;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Units of measure in words, English or Chinese, as their symbols. Only looked at after a number.
final class Units {

    private static final int LONGEST = 12;
    private static final Map<String, String> WORDS = words();
    private static final Map<String, String> CHINESE = chinese();

    private Units() {}

    /// The symbol of the unit that the word is; null for any other word.
    static @Nullable String of(String text, int from, int to) {
        return to - from > LONGEST ? null : WORDS.get(text.substring(from, to));
    }

    /// The symbol of a Chinese unit, as long as [#chineseLength] says; empty for any other word.
    static String chinese(String text, int from, int to) {
        return CHINESE.getOrDefault(text.substring(from, to), "");
    }

    /// How many characters the longest Chinese unit that begins here has; 0 where none does.
    static int chineseLength(String text, int at) {
        // 安 and 分 and 升 begin many other words, so the longest unit that fits wins.
        for (int length = Math.min(3, text.length() - at); length > 0; length--) {
            if (CHINESE.containsKey(text.substring(at, at + length))) return length;
        }
        return 0;
    }

    private static Map<String, String> words() {
        Map<String, String> words = new HashMap<>();
        put(words, "mm", "millimetre", "millimetres", "millimeter", "millimeters");
        put(words, "cm", "centimetre", "centimetres", "centimeter", "centimeters");
        put(words, "m", "metre", "metres", "meter", "meters");
        put(words, "km", "kilometre", "kilometres", "kilometer", "kilometers");
        put(words, "um", "micrometre", "micrometres", "micrometer", "micrometers", "micron", "microns", "μm");
        put(words, "nm", "nanometre", "nanometres", "nanometer", "nanometers");
        put(words, "g", "gram", "grams", "gramme", "grammes");
        put(words, "mg", "milligram", "milligrams");
        put(words, "kg", "kilogram", "kilograms", "kilo", "kilos");
        put(words, "t", "tonne", "tonnes", "ton", "tons");
        put(words, "l", "litre", "litres", "liter", "liters");
        put(words, "ml", "millilitre", "millilitres", "milliliter", "milliliters");
        put(words, "s", "second", "seconds", "sec");
        put(words, "min", "minute", "minutes");
        put(words, "h", "hour", "hours", "hr", "hrs");
        put(words, "v", "volt", "volts");
        put(words, "mv", "millivolt", "millivolts");
        put(words, "kv", "kilovolt", "kilovolts");
        put(words, "a", "ampere", "amperes", "amp", "amps");
        put(words, "ma", "milliampere", "milliamperes", "milliamp", "milliamps");
        put(words, "w", "watt", "watts");
        put(words, "kw", "kilowatt", "kilowatts");
        put(words, "mw", "megawatt", "megawatts");
        put(words, "hz", "hertz");
        put(words, "khz", "kilohertz");
        put(words, "mhz", "megahertz");
        put(words, "ghz", "gigahertz");
        put(words, "pa", "pascal", "pascals");
        put(words, "kpa", "kilopascal", "kilopascals");
        put(words, "mpa", "megapascal", "megapascals");
        put(words, "k", "kelvin", "kelvins");
        put(words, "c", "celsius", "centigrade");
        put(words, "", "degree", "degrees", "deg");
        put(words, "pct", "percent");
        return Map.copyOf(words);
    }

    private static Map<String, String> chinese() {
        Map<String, String> words = new HashMap<>();
        put(words, "mm", "毫米");
        put(words, "cm", "厘米");
        put(words, "m", "米");
        put(words, "km", "公里", "千米");
        put(words, "um", "微米");
        put(words, "nm", "纳米");
        put(words, "g", "克");
        put(words, "mg", "毫克");
        put(words, "kg", "公斤", "千克");
        put(words, "t", "吨");
        put(words, "l", "升");
        put(words, "ml", "毫升");
        put(words, "s", "秒", "秒钟");
        put(words, "min", "分钟");
        put(words, "h", "小时");
        put(words, "v", "伏", "伏特");
        put(words, "kv", "千伏");
        put(words, "mv", "毫伏");
        put(words, "a", "安", "安培");
        put(words, "ma", "毫安");
        put(words, "w", "瓦", "瓦特");
        put(words, "kw", "千瓦");
        put(words, "mw", "兆瓦");
        put(words, "hz", "赫兹", "赫");
        put(words, "mhz", "兆赫");
        put(words, "pa", "帕");
        put(words, "kpa", "千帕");
        put(words, "mpa", "兆帕");
        put(words, "c", "摄氏度");
        return Map.copyOf(words);
    }

    private static void put(Map<String, String> words, String symbol, String... names) {
        for (String name : names) words.put(name, symbol);
    }
}
