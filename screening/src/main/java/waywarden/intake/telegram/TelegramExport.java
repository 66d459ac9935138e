package waywarden.intake.telegram;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Reason;
import waywarden.intake.ThreadId;
import waywarden.intake.Transcript;
import waywarden.intake.TranscriptSink;
import waywarden.intake.Utterance;

/// Walks through the JSON of an export and hands on each message as soon as it has been read.
final class TelegramExport {

    private static final String CHANNEL = "telegram";

    private final JsonParser parser;
    private final IntakeLimits limits;
    private final TranscriptSink sink;
    private String firstName = "";
    private String lastName = "";
    private @Nullable String ownerId;
    private Chat chat = new Chat();
    private long channels;
    private long incomplete;
    private boolean savedMessages;

    TelegramExport(JsonParser parser, IntakeLimits limits, TranscriptSink sink) {
        this.parser = parser;
        this.limits = limits;
        this.sink = sink;
    }

    /// What has been told of the chat being read.
    private static final class Chat {
        private @Nullable String name;
        private @Nullable String type;
        private @Nullable String id;
        private @Nullable String threadId;
        private final Map<String, String> names = new HashMap<>();
        private final Map<String, String> idOfName = new HashMap<>();

        private boolean isOf(String kind) {
            return type != null && type.endsWith(kind);
        }

        private boolean isWithOne() {
            return isOf("personal_chat") || isOf("bot_chat");
        }
    }

    /// The root is a chat itself, or an account that lists chats.
    void read() {
        if (parser.nextToken() != JsonToken.START_OBJECT) return;
        object(field -> {
            switch (field) {
                case "personal_information" -> object(this::personal);
                case "chats", "left_chats" -> object(this::chats);
                default -> ofChat(field);
            }
        });
    }

    /// Says what is known only at the end of a chat or, after damage, of what could be read of it.
    void finish() {
        endChat();
        if (savedMessages) sink.note(0, Reason.of("telegram-saved-messages"));
        if (channels > 0) sink.note(0, Reason.of("telegram-channel", channels));
        if (incomplete > 0) sink.loss(0, Reason.of("message-incomplete", incomplete));
    }

    private interface Field {
        /// Reads the value on which the parser stands, to its end.
        void read(String name);
    }

    /// Reads an object's fields; a value of another kind is passed over.
    private void object(Field field) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    private void array(Runnable element) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) element.run();
    }

    /// The value as text, or null where it is none; a value that is no scalar is passed over.
    private @Nullable String scalar() {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())) return parser.getString();
        parser.skipChildren();
        return null;
    }

    private void personal(String field) {
        String value = scalar();
        if (value == null || value.isBlank()) return;
        switch (field) {
            case "user_id" -> ownerId = value;
            case "first_name" -> firstName = value.strip();
            case "last_name" -> lastName = value.strip();
            default -> {}
        }
    }

    private void chats(String field) {
        if (!field.equals("list")) {
            parser.skipChildren();
            return;
        }
        array(() -> {
            object(this::ofChat);
            endChat();
        });
    }

    private void ofChat(String field) {
        switch (field) {
            case "name" -> chat.name = scalar();
            case "type" -> chat.type = scalar();
            case "id" -> chat.id = scalar();
            case "messages" -> messages();
            default -> parser.skipChildren();
        }
    }

    private void messages() {
        if (chat.isOf("saved_messages")) {
            savedMessages = true;
            parser.skipChildren();
        } else if (chat.isOf("_channel")) {
            channels++;
            parser.skipChildren();
        } else {
            array(this::message);
        }
    }

    private void message() {
        TelegramMessage message = new TelegramMessage(limits);
        object(field -> message.read(field, parser));
        if (message.isService()) return;
        Utterance utterance = message.utterance(senderOf(message));
        if (utterance == null) incomplete++;
        else say(utterance);
    }

    /// Two people of one name in a group are told apart by their ids; a deleted account has nothing but its id.
    private String senderOf(TelegramMessage message) {
        String id = message.fromId();
        String name = message.from();
        if (id == null) return name == null ? "" : name;
        return chat.names.computeIfAbsent(id, unnamed -> {
            if (name == null || name.isBlank()) return id;
            return chat.idOfName.putIfAbsent(name, id) == null ? name.strip() : name.strip() + " (" + id + ")";
        });
    }

    private void say(Utterance utterance) {
        String thread = chat.threadId;
        if (thread == null) {
            thread = chat.id == null ? ThreadId.of(CHANNEL, utterance) : CHANNEL + "-" + chat.id;
            chat.threadId = thread;
            sink.header(header(thread));
        }
        sink.say(thread, utterance);
    }

    private void endChat() {
        if (chat.threadId != null) sink.header(header(chat.threadId));
        chat = new Chat();
    }

    private Transcript.Header header(String thread) {
        return new Transcript.Header(thread, CHANNEL, chat.name, worker(), null);
    }

    /// The owner of the account; or, in one exported chat with one other, whoever does not have the chat's own id.
    private Set<String> worker() {
        if (ownerId != null) {
            String asSender = chat.names.get("user" + ownerId);
            String whole = (firstName + " " + lastName).strip();
            if (asSender != null) return Set.of(asSender);
            return whole.isEmpty() ? Set.of() : Set.of(whole);
        }
        if (!chat.isWithOne() || chat.id == null || !chat.names.containsKey("user" + chat.id)) return Set.of();
        Set<String> others = new LinkedHashSet<>(chat.names.values());
        others.remove(chat.names.get("user" + chat.id));
        return others;
    }
}
