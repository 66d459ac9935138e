package waywarden.page;

import java.util.List;
import java.util.stream.Collectors;
import waywarden.result.Texts;

/// Whose public guidance an indicator rests on, as a reader can look it up.
final class Sources {

    private static final String CASE = "K\\d+";
    private static final String TECHNIQUE = "T\\d{4}(\\.\\d{3})?";

    private Sources() {}

    /// @param codes as the catalogue has them
    static String named(Texts texts, List<String> codes) {
        return codes.stream().map(code -> named(texts, code)).distinct().collect(Collectors.joining("; "));
    }

    private static String named(Texts texts, String code) {
        if (code.matches(CASE)) return texts.say("source.case");
        if (code.matches(TECHNIQUE)) return texts.say("source.technique", code);
        return texts.say("source." + code);
    }
}
