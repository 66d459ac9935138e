package waywarden.delivery.channel.telegram;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.telegram.TelegramApi.Called;

/// What people write to the bot, and short replies to them.
public final class TelegramInbox {

    private static final int LONGEST_TEXT = 200;

    private final TelegramApi api;
    private final int waitSeconds;
    private long next;

    /// @param waitSeconds for something to come, within the deadline of the requests
    public TelegramInbox(TelegramApi api, int waitSeconds) {
        this.api = api;
        this.waitSeconds = waitSeconds;
    }

    /// One thing somebody did.
    public sealed interface Entry {
        /// Where.
        long chat();

        /// Her application's, as a tag; empty where it does not say.
        String language();

        /// She wrote.
        record Text(long chat, String language, String text) implements Entry {
            @Override
            public String toString() {
                return "Text";
            }
        }

        /// She pressed a button.
        ///
        /// @param data what the button carries
        /// @param id   by which the press is answered
        record Press(long chat, String language, String data, String id) implements Entry {
            @Override
            public String toString() {
                return "Press";
            }
        }
    }

    /// What has come since the last time; what is handed out once is told to Telegram as seen only
    /// with the next call, so that a killed bot is given it again.
    ///
    /// @return empty too where Telegram does not answer
    public List<Entry> read() throws InterruptedException {
        ObjectNode arguments = TelegramApi.JSON.createObjectNode();
        arguments.put("offset", next);
        arguments.put("timeout", waitSeconds);
        arguments.putArray("allowed_updates").add("message").add("callback_query");
        List<Entry> entries = new ArrayList<>();
        if (api.call("getUpdates", arguments) instanceof Called.Result(JsonNode updates)) {
            for (JsonNode update : updates) {
                next = Math.max(next, update.path("update_id").asLong(0) + 1);
                read(update, entries);
            }
        }
        return entries;
    }

    private static void read(JsonNode update, List<Entry> entries) {
        JsonNode message = update.path("message");
        JsonNode press = update.path("callback_query");
        boolean alone = message.path("chat").path("type").asString("").equals("private");
        String text = message.path("text").asString("");
        if (alone && !text.isEmpty()) {
            entries.add(new Entry.Text(
                    message.path("chat").path("id").asLong(),
                    message.path("from").path("language_code").asString(""),
                    text.substring(0, Math.min(LONGEST_TEXT, text.length()))));
        }
        if (press.isObject()) {
            entries.add(new Entry.Press(
                    press.path("message").path("chat").path("id").asLong(0),
                    press.path("from").path("language_code").asString(""),
                    press.path("data").asString(""),
                    press.path("id").asString("")));
        }
    }

    /// @return what came of it; it counts towards the same limits as a warning
    public Outcome reply(long chat, String text) throws InterruptedException {
        ObjectNode arguments = TelegramApi.JSON.createObjectNode();
        arguments.put("chat_id", chat);
        arguments.put("text", text);
        return outcome(api.call("sendMessage", arguments));
    }

    /// Shown over the chat for a moment.
    public Outcome notice(String id, String text) throws InterruptedException {
        ObjectNode arguments = TelegramApi.JSON.createObjectNode();
        arguments.put("callback_query_id", id);
        arguments.put("text", text);
        return outcome(api.call("answerCallbackQuery", arguments));
    }

    private static Outcome outcome(Called called) {
        return switch (called) {
            case Called.Result result -> new Outcome.Sent(null);
            case Called.Refused refused -> TelegramChannel.refusal(refused);
            case Called.Failed(Outcome outcome) -> outcome;
        };
    }
}
