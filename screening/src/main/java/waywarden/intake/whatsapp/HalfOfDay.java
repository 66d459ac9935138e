package waywarden.intake.whatsapp;

import java.util.Locale;
import java.util.Set;

/// The word that a clock of twelve hours adds, in the languages of the phones that write it.
enum HalfOfDay {
    NONE,
    AM,
    /// `AM` in capitals, as American phones write it.
    CAPITAL_AM,
    PM,
    /// `PM` in capitals, as American phones write it.
    CAPITAL_PM,
    /// The hours about noon: `中午12:30` and `中午1:00`.
    NOON;

    /// Letters only, small.
    private static final Set<String> MORNING = Set.of(
            "am",
            "a",
            "上午",
            "凌晨",
            "清晨",
            "早上",
            "早晨",
            "午前",
            "오전",
            "ص",
            "قم",
            "صباحا",
            "πμ",
            "öö",
            "de",
            "fm",
            "ap",
            "dop",
            "dopoledne",
            "pg",
            "sa",
            "sáng",
            "дп",
            "पूर्वाह्न",
            "पूर्व",
            "ก่อนเที่ยง",
            "vm",
            "rm");

    private static final Set<String> AFTERNOON = Set.of(
            "pm",
            "p",
            "下午",
            "晚上",
            "傍晚",
            "夜里",
            "午後",
            "오후",
            "م",
            "بظ",
            "مساء",
            "عصر",
            "μμ",
            "ös",
            "du",
            "em",
            "ip",
            "odp",
            "odpoledne",
            "ptg",
            "ch",
            "chiều",
            "пп",
            "अपराह्न",
            "अपर",
            "หลังเที่ยง",
            "nm",
            "mm");

    static HalfOfDay of(String words) {
        StringBuilder letters = new StringBuilder();
        words.codePoints()
                .filter(c -> Character.isLetter(c)
                        || Character.getType(c) == Character.NON_SPACING_MARK
                        || Character.getType(c) == Character.COMBINING_SPACING_MARK)
                .forEach(letters::appendCodePoint);
        String word = letters.toString();
        if (word.equals("AM")) return CAPITAL_AM;
        if (word.equals("PM")) return CAPITAL_PM;
        // The Chinese and Japanese word for the day may stand before it: `13日下午`.
        String small = word.toLowerCase(Locale.ROOT).replaceFirst("^[日일]", "");
        if (MORNING.contains(small)) return AM;
        if (AFTERNOON.contains(small)) return PM;
        return small.equals("中午") || small.equals("正午") ? NOON : NONE;
    }

    boolean isCapital() {
        return this == CAPITAL_AM || this == CAPITAL_PM;
    }

    /// Hour of the day, 0 to 23, of an hour shown with this word.
    int hourOfDay(int shown) {
        return switch (this) {
            case NONE -> shown % 24;
            case AM, CAPITAL_AM -> shown == 12 ? 0 : shown % 24;
            case PM, CAPITAL_PM -> shown < 12 ? shown + 12 : shown % 24;
            case NOON -> shown < 10 ? shown + 12 : shown % 24;
        };
    }
}
