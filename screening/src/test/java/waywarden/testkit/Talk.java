package waywarden.testkit;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

/// Builds a conversation as it would be told: `Talk.begin().contact("Hello").after(Duration.ofDays(1)).worker("Hi")`.
public final class Talk {

    private final List<Message> messages = new ArrayList<>();
    private OffsetDateTime now = OffsetDateTime.parse("2026-01-05T09:00:00Z");

    private Talk() {}

    public static Talk begin() {
        return new Talk();
    }

    public Talk contact(String text) {
        return says(Speaker.CONTACT, text);
    }

    public Talk worker(String text) {
        return says(Speaker.WORKER, text);
    }

    public Talk after(Duration gap) {
        now = now.plus(gap);
        return this;
    }

    public Conversation conversation() {
        return new Conversation("talk", "test", null, null, null, messages);
    }

    private Talk says(Speaker from, String text) {
        messages.add(new Message(now, from, text));
        now = now.plusMinutes(5);
        return this;
    }
}
