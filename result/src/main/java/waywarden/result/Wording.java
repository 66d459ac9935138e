package waywarden.result;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.phase.Phase;
import waywarden.result.Settings.Desk;
import waywarden.screening.Concern;

/// What is said of a result in a few words, alike on the terminal and on every page.
public final class Wording {

    private Wording() {}

    /// A desk in one line.
    public static String described(Texts texts, Desk desk) {
        List<String> parts = new ArrayList<>(List.of(desk.name()));
        String phone = desk.phone();
        // A number is not broken at the end of a line.
        if (phone != null) parts.add(phone.replace(' ', '\u00a0'));
        for (String part : new @Nullable String[] {desk.email(), desk.note()}) {
            if (part != null) parts.add(part);
        }
        return String.join(texts.say("list.comma"), parts);
    }

    /// The steps for a concern, in order.
    public static List<String> steps(Texts texts, Concern concern) {
        List<String> steps = new ArrayList<>();
        for (int i = 1; texts.has("next." + word(concern) + "." + i); i++) {
            steps.add(texts.say("next." + word(concern) + "." + i));
        }
        return steps;
    }

    /// The contact's name as shown.
    public static String name(Texts texts, Conversation conversation) {
        String contact = conversation.contact();
        return contact == null || contact.isBlank() ? texts.say("contact.unnamed", conversation.id()) : contact;
    }

    /// Channel, number of messages and dates.
    public static String facts(Texts texts, Conversation conversation, String between) {
        List<String> facts = new ArrayList<>();
        String channel = conversation.channel();
        if (channel != null) facts.add(texts.named("channel", channel));
        facts.add(texts.say("messages.count", conversation.messages().size()));
        OffsetDateTime first = conversation.messages().isEmpty()
                ? null
                : conversation.messages().getFirst().at();
        OffsetDateTime last = conversation.messages().isEmpty()
                ? null
                : conversation.messages().getLast().at();
        if (first != null && last != null) {
            String from = date(texts, first);
            String to = date(texts, last);
            facts.add(from.equals(to) ? from : texts.say("dates.range", from, to));
        }
        return String.join(between, facts);
    }

    public static String date(Texts texts, OffsetDateTime at) {
        return DateTimeFormatter.ofPattern(texts.say("date.pattern"), texts.locale())
                .format(at);
    }

    public static String percent(double probability) {
        // 100 and 0 would claim a certainty that no reading of words has.
        return Math.clamp(Math.round(probability * 100), 1, 99) + " %";
    }

    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public static String dateTime(Texts texts, OffsetDateTime at) {
        return DateTimeFormatter.ofPattern(texts.say("date.time.pattern"), texts.locale())
                .format(at);
    }

    /// A message's number and day.
    public static String where(Texts texts, Conversation conversation, int message) {
        OffsetDateTime at = conversation.messages().get(message).at();
        String number = String.valueOf(message + 1);
        return at == null
                ? texts.say("message.number", number)
                : texts.say("message.number.date", number, date(texts, at));
    }

    /// How far it has come.
    public static String phase(Texts texts, Phase phase) {
        if (phase == Phase.NONE) return texts.say("phase.line.none");
        return texts.say("phase.line", phase.ordinal(), texts.say("phase." + word(phase)));
    }
}
