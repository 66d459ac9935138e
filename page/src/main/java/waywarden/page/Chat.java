package waywarden.page;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

/// One conversation as it is kept: the same contact on the same channel, however often it was exported.
///
/// @param key          by which it is known again
/// @param conversation its messages in time order
record Chat(String key, Conversation conversation) {

    /// The name that our own neutral format gives every contact.
    private static final String NOBODY = "contact";

    static Chat of(Conversation conversation) {
        String name = conversation.contact();
        boolean nameless = name == null || name.isBlank() || name.equals(NOBODY);
        String who = nameless
                ? conversation.source() + "\n" + conversation.id()
                : String.valueOf(name).strip().toLowerCase(Locale.ROOT);
        String channel = conversation.channel() == null ? "" : conversation.channel();
        return new Chat(Keys.of(channel, who), nameless ? unnamed(conversation) : conversation);
    }

    /// So that it is shown by its id, and no report masks an ordinary word as if it were a name.
    private static Conversation unnamed(Conversation conversation) {
        return new Conversation(
                conversation.id(),
                conversation.source(),
                null,
                conversation.channel(),
                conversation.lang(),
                conversation.messages());
    }

    /// With the messages of another export of the same chat: those that both have are there once, however often they
    /// stand in each.
    Chat with(Chat newer) {
        List<Message> more = new ArrayList<>(newer.conversation.messages());
        Set<Seen> known = Set.copyOf(seen(conversation.messages()));
        List<Seen> theirs = seen(more);
        for (int i = more.size() - 1; i >= 0; i--) if (known.contains(theirs.get(i))) more.remove(i);
        if (more.isEmpty()) return this;
        more.addAll(0, conversation.messages());
        return new Chat(key, with(newer.conversation, inTime(more)));
    }

    /// A message and how often the very same was seen before it.
    private record Seen(@Nullable OffsetDateTime at, Speaker from, String text, int before) {}

    private static List<Seen> seen(List<Message> messages) {
        Map<Seen, Integer> counts = new HashMap<>();
        return messages.stream()
                .map(message -> {
                    Seen first = new Seen(message.at(), message.from(), message.text(), 0);
                    int before = counts.merge(first, 1, Integer::sum) - 1;
                    return new Seen(message.at(), message.from(), message.text(), before);
                })
                .toList();
    }

    static Conversation with(Conversation conversation, List<Message> messages) {
        return new Conversation(
                conversation.id(),
                conversation.source(),
                conversation.contact(),
                conversation.channel(),
                conversation.lang(),
                messages);
    }

    /// In the order of their times as a clock on the wall shows them; what tells no time stays behind what it followed.
    static List<Message> inTime(List<Message> messages) {
        List<Timed> timed = new ArrayList<>(messages.size());
        LocalDateTime last = LocalDateTime.MIN;
        for (Message message : messages) {
            if (message.at() != null) last = message.at().toLocalDateTime();
            timed.add(new Timed(last, message));
        }
        timed.sort(Comparator.comparing(Timed::at));
        return timed.stream().map(Timed::message).toList();
    }

    private record Timed(LocalDateTime at, Message message) {}
}
