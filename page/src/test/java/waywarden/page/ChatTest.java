package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

class ChatTest {

    private static Message at(int minute, String text) {
        return new Message(OffsetDateTime.of(2026, 3, 1, 10, minute, 0, 0, ZoneOffset.UTC), Speaker.CONTACT, text);
    }

    private static Chat chat(String contact, Message... messages) {
        return Chat.of(new Conversation("id", "file.txt", contact, "whatsapp", null, Arrays.asList(messages)));
    }

    private static List<String> texts(Chat chat) {
        return chat.conversation().messages().stream().map(Message::text).toList();
    }

    @Test
    void aLaterExportAddsWhatIsNew() {
        Chat first = chat("Kim", at(1, "hello"), at(2, "ok"), at(2, "ok"));
        Chat later = chat("Kim", at(1, "hello"), at(2, "ok"), at(2, "ok"), at(2, "ok"), at(3, "bye"));

        assertThat(texts(first.with(later))).containsExactly("hello", "ok", "ok", "ok", "bye");
        assertThat(first.with(first)).isEqualTo(first);
    }

    @Test
    void anEarlierExportGoesBefore() {
        assertThat(texts(chat("Kim", at(5, "later")).with(chat("Kim", at(1, "earlier")))))
                .containsExactly("earlier", "later");
    }

    @Test
    void knowsTheSameContactAgain() {
        assertThat(chat("Kim ").key())
                .isEqualTo(chat("kim").key())
                .isNotEqualTo(chat("Kit").key());
    }

    @Test
    void whatTellsNoTimeStaysBehindWhatItFollowed() {
        Message timeless = new Message(null, Speaker.CONTACT, "timeless");
        assertThat(Chat.inTime(List.of(at(5, "b"), timeless, at(1, "a"))))
                .extracting(Message::text)
                .containsExactly("a", "b", "timeless");
    }
}
