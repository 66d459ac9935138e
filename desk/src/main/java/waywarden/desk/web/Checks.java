package waywarden.desk.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Finding;
import waywarden.desk.Account;
import waywarden.desk.Content;
import waywarden.desk.Messages.Written;
import waywarden.result.Texts;

/// What is against a rule in a warning, as its writer sees it.
///
/// @param refuses whether it could not be issued like this
/// @param lines   the grave ones first
record Checks(boolean refuses, List<Line> lines) {

    private static final Pattern INFO = Pattern.compile("/alert/info\\[(\\d+)](?:/(\\w+))?.*");

    /// One finding.
    ///
    /// @param rule  its id
    /// @param field of the form where it can be mended; empty where there is none
    record Line(String rule, boolean grave, String says, String mend, String field, String language) {}

    static Checks of(Written written, Content content, Account by, Texts texts) {
        Locale locale = texts.locale();
        Stream<Line> rules = written.findings().stream()
                .map(finding -> new Line(
                        finding.rule().id(),
                        finding.refuses(),
                        finding.says(locale),
                        finding.mend(locale),
                        field(finding, content),
                        language(finding, content)));
        Alert alert = written.alert();
        List<String> beyond = by.authority().beyond(alert);
        Stream<Line> authority = beyond.isEmpty()
                ? Stream.empty()
                : Stream.of(new Line(
                        "",
                        true,
                        texts.say("refused.beyond", String.join(", ", beyond)),
                        texts.say("refused.beyond.mend"),
                        "countries",
                        ""));
        List<Line> lines = Stream.concat(authority, rules)
                .distinct()
                .sorted(Comparator.comparing((Line line) -> !line.grave()))
                .toList();
        return new Checks(lines.stream().anyMatch(Line::grave), lines);
    }

    private static String language(Finding finding, Content content) {
        Matcher info = INFO.matcher(finding.path());
        if (!info.matches()) return "";
        int index = Integer.parseInt(info.group(1)) - 1;
        return index < content.texts().size() ? content.texts().get(index).language() : "";
    }

    private static String field(Finding finding, Content content) {
        Matcher info = INFO.matcher(finding.path());
        if (!info.matches()) return finding.path().startsWith("/alert/note") ? "note" : "";
        String part = info.group(2) == null ? "" : info.group(2);
        String language = language(finding, content);
        return switch (part) {
            case "event", "headline", "description", "instruction", "contact" -> part + "-" + language;
            case "expires" -> "days";
            case "area" -> "countries";
            case "parameter" -> "sectors";
            default -> elsewhere(finding, language);
        };
    }

    /// Where something is missing, the place names only the language.
    private static String elsewhere(Finding finding, String language) {
        return switch (finding.rule()) {
            case PROFILE_TEXT_MISSING -> finding.args().getFirst() + "-" + language;
            case PROFILE_AREA_MISSING -> "countries";
            default -> "";
        };
    }
}
