package waywarden.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waywarden.page.Notebook.Told;
import waywarden.result.Texts;
import waywarden.result.Wording;
import waywarden.screening.Answer;

/// The page's words, beside those of every shell.
final class Phrases {

    private static final String WORDS = "waywarden.page.messages";

    private Phrases() {}

    static Texts in(Locale locale) {
        return Texts.in(locale, WORDS);
    }

    /// The languages that the page is written in, in the order they are offered, each with its own name.
    static final Map<String, String> LANGUAGES = languages("en", "zh", "ar", "de", "es", "fr", "ru");

    private static Map<String, String> languages(String... codes) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String code : codes) names.put(code, Locale.of(code).getDisplayLanguage(Locale.of(code)));
        return Collections.unmodifiableMap(names);
    }

    /// The language she chose, else the browser's first that we speak.
    ///
    /// @param chosen   one of [#LANGUAGES]
    /// @param accepted as the browser sends it
    static Texts in(@Nullable String chosen, @Nullable String accepted) {
        if (chosen != null) return in(Locale.of(chosen));
        for (String language : (accepted == null ? "" : accepted).split(",")) {
            String code = language.strip().toLowerCase(Locale.ROOT).split("[-;]", 2)[0];
            if (LANGUAGES.containsKey(code)) return in(Locale.of(code));
        }
        return in(Locale.ENGLISH);
    }

    /// What she told, as a line in the course.
    static String said(Texts texts, Told told) {
        String answer = told.answer() == Answer.YES ? "yes" : "no";
        return texts.say(
                "told.line." + answer, texts.say("know." + told.knowledge().word()));
    }

    static String word(Answer answer) {
        return Wording.word(answer).replace('_', '-');
    }
}
