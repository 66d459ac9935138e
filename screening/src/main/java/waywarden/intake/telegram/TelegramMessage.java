package waywarden.intake.telegram;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import waywarden.intake.IntakeLimits;
import waywarden.intake.MediaKind;
import waywarden.intake.Utterance;

/// One message of a Telegram export while its fields are read, in whatever order they come.
final class TelegramMessage {

    private final StringBuilder words = new StringBuilder();
    private final int most;
    private @Nullable String type;
    private @Nullable String from;
    private @Nullable String fromId;
    private @Nullable String date;
    private @Nullable String unixTime;
    private @Nullable String mediaType;
    private @Nullable String file;
    private @Nullable String fileName;
    private @Nullable String media;
    private boolean hasText;

    TelegramMessage(IntakeLimits limits) {
        most = limits.messageChars() + 1;
    }

    /// Takes the value on which the parser stands, to its end.
    void read(String field, JsonParser parser) {
        switch (field) {
            case "type" -> type = scalar(parser);
            case "from" -> from = scalar(parser);
            case "from_id" -> fromId = scalar(parser);
            case "date" -> date = scalar(parser);
            case "date_unixtime" -> unixTime = scalar(parser);
            case "media_type" -> mediaType = scalar(parser);
            case "file" -> file = scalar(parser);
            case "file_name" -> fileName = scalar(parser);
            case "text" -> text(parser);
            case "photo" -> media("<image>", parser);
            case "location_information" -> media("<location>", parser);
            case "contact_information" -> media("<contact>", parser);
            case "poll" -> poll(parser);
            default -> parser.skipChildren();
        }
    }

    private static @Nullable String scalar(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())) return parser.getString();
        parser.skipChildren();
        return null;
    }

    private void media(String kind, JsonParser parser) {
        media = kind;
        parser.skipChildren();
    }

    /// A string, or an array of strings and of entities (bold, links) that each have a text of their own.
    private void text(JsonParser parser) {
        hasText = true;
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            append(scalar(parser));
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
            if (parser.currentToken() == JsonToken.START_OBJECT) fieldOf(parser, "text");
            else append(scalar(parser));
        }
    }

    private void fieldOf(JsonParser parser, String wanted) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(wanted)) append(scalar(parser));
            else parser.skipChildren();
        }
    }

    /// A poll's question and answers are words too.
    private void poll(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("question")) append(scalar(parser));
            else if (name.equals("answers") && value == JsonToken.START_ARRAY) answers(parser);
            else parser.skipChildren();
        }
    }

    private void answers(JsonParser parser) {
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
            append("\n- ");
            if (parser.currentToken() == JsonToken.START_OBJECT) fieldOf(parser, "text");
            else append(scalar(parser));
        }
    }

    private void append(@Nullable String piece) {
        if (piece == null) return;
        words.append(piece, 0, Math.min(piece.length(), most - words.length()));
    }

    /// Whether it tells of an event (joined, called, pinned) rather than being said by someone.
    boolean isService() {
        return type != null && !type.equals("message");
    }

    @Nullable
    String from() {
        return from;
    }

    @Nullable
    String fromId() {
        return fromId;
    }

    /// The message, or null where it lacks its sender or has nothing in it.
    @Nullable
    Utterance utterance(String sender) {
        String kind = kind();
        if (sender.isBlank() || (!hasText && kind == null && words.isEmpty())) return null;
        String said = words.toString().strip();
        String text = kind == null ? said : said.isEmpty() ? kind : kind + "\n" + said;
        return new Utterance(at(), sender.strip(), text);
    }

    private @Nullable String kind() {
        if (media != null) return media;
        if (mediaType == null) {
            String named = fileName == null ? file : fileName;
            return named == null ? null : plainFile(named);
        }
        return switch (mediaType) {
            case "sticker" -> "<sticker>";
            case "voice_message" -> "<voice>";
            case "video_message", "video_file" -> "<video>";
            case "animation" -> "<image>";
            default -> "<file>";
        };
    }

    /// A picture sent as a file is a picture.
    private static String plainFile(String name) {
        String kind = MediaKind.ofFile(name);
        return kind.equals("<image>") || kind.equals("<video>") ? kind : "<file>";
    }

    /// The wall clock shown by `date`, and its distance from the true time in `date_unixtime`, where there are both.
    private @Nullable OffsetDateTime at() {
        try {
            LocalDateTime shown = date == null ? null : LocalDateTime.parse(date);
            if (unixTime == null) return shown == null ? null : shown.atOffset(ZoneOffset.UTC);
            Instant instant = Instant.ofEpochSecond(Long.parseLong(unixTime));
            if (shown == null) return instant.atOffset(ZoneOffset.UTC);
            long seconds = shown.toEpochSecond(ZoneOffset.UTC) - instant.getEpochSecond();
            return instant.atOffset(ZoneOffset.ofTotalSeconds(Math.toIntExact(seconds)));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
