package waywarden.page;

import java.util.Locale;
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

    /// The language she chose, else the browser's first that we speak.
    ///
    /// @param chosen   `en` or `zh`
    /// @param accepted as the browser sends it
    static Texts in(@Nullable String chosen, @Nullable String accepted) {
        if (chosen != null) return in(Locale.of(chosen));
        for (String language : (accepted == null ? "" : accepted).split(",")) {
            String code = language.strip().toLowerCase(Locale.ROOT);
            if (code.startsWith("zh")) return in(Locale.SIMPLIFIED_CHINESE);
            if (code.startsWith("en")) return in(Locale.ENGLISH);
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
