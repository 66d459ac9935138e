package waywarden.intake.slack;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns Slack's markup into the text a person sees.
final class SlackText {

    private static final Pattern ANGLE = Pattern.compile("<([@#!]?)([^<>|\\n]*)(?:\\|([^<>\\n]*))?>");

    private SlackText() {}

    static String plain(String text, Map<String, String> users) {
        String seen = ANGLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(shown(found, users)));
        return seen.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
    }

    private static String shown(MatchResult found, Map<String, String> users) {
        String target = found.group(2);
        String label = found.group(3) == null ? "" : found.group(3);
        return switch (found.group(1)) {
            case "@" -> "@" + users.getOrDefault(target, label.isEmpty() ? target : label);
            case "#" -> "#" + (label.isEmpty() ? target : label);
            case "!" -> label.isEmpty() ? "@" + target : label;
            default -> link(target, label);
        };
    }

    private static String link(String target, String label) {
        String address = target.startsWith("mailto:") ? target.substring("mailto:".length()) : target;
        return label.isEmpty() || address.contains(label) ? address : label + " (" + address + ")";
    }
}
