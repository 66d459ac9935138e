package waywarden.desk.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.desk.Account;
import waywarden.desk.Role;
import waywarden.desk.Warning;
import waywarden.result.Texts;

/// What every page shows around its own.
///
/// @param account  who is signed in; null where nobody is
/// @param active   which part of the desk the page belongs to
/// @param notice   a sentence on what has just happened; null where nothing has
/// @param wrong    whether that is something that was not done
/// @param csrf     goes with every form
/// @param exercise whether the whole desk is in an exercise
/// @param overdue  what nobody has confirmed in time
record View(
        Texts texts,
        @Nullable Account account,
        String active,
        String title,
        @Nullable String notice,
        boolean wrong,
        String csrf,
        boolean exercise,
        List<Warning> overdue) {

    String say(String key, Object... args) {
        return texts.say(key, args);
    }

    /// The parts of the desk that this account may see, in the order of the menu.
    List<String> parts() {
        if (account == null) return List.of();
        List<String> parts = new ArrayList<>(List.of("desk", "letters", "help", "people", "feeds"));
        if (may(Role.ADMIN) || may(Role.READER) || may(Role.APPROVER)) parts.add("audit");
        if (may(Role.ADMIN)) parts.add("accounts");
        return parts;
    }

    String address(String part) {
        return part.equals("desk") ? "/" : "/" + part;
    }

    String current(String part) {
        return part.equals(active) ? "page" : "false";
    }

    boolean may(Role role) {
        return account != null && account.is(role);
    }

    /// In universal time, which everybody at every post can compare.
    String time(Instant at) {
        return time(texts, at);
    }

    static String time(Texts texts, Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(texts.locale())
                        .format(at.atOffset(ZoneOffset.UTC))
                + " UTC";
    }
}
