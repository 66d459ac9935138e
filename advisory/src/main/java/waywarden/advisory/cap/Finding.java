package waywarden.advisory.cap;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import waywarden.advisory.text.Sentences;

/// Something that a message does against a rule, with the place and what to do about it.
///
/// @param path where, as in `/alert/info[1]/area[2]/polygon`; empty where the whole document is meant
/// @param line 1-based; 0 where the whole document is meant
/// @param args what the sentence names; never the message's own prose
public record Finding(Rule rule, String path, int line, List<String> args) {

    /// A value from outside is shown no longer than this.
    private static final int SHOWN = 120;

    public Finding {
        args = args.stream()
                .map(arg -> arg.length() > SHOWN ? arg.substring(0, SHOWN) + "…" : arg)
                .toList();
    }

    public static Finding of(Rule rule, String path, int line, Object... args) {
        return new Finding(
                rule, path, line, Stream.of(args).map(String::valueOf).toList());
    }

    /// What is wrong, in one sentence.
    public String says(Locale locale) {
        return Sentences.say(rule.id() + ".says", locale, args);
    }

    /// What to do about it.
    public String mend(Locale locale) {
        return Sentences.say(rule.id() + ".mend", locale, args);
    }

    public boolean refuses() {
        return rule.weight() == Rule.Weight.ERROR;
    }

    @Override
    public String toString() {
        return "Finding[" + rule.id() + ", " + path + ", line " + line + "]";
    }
}
