package waywarden.delivery.channel.telegram;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import waywarden.advisory.cap.Alert.Scope;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.channel.Dispatch;
import waywarden.delivery.channel.Letter;
import waywarden.delivery.channel.Letter.Answers;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.channel.Preview;
import waywarden.delivery.channel.Wording;
import waywarden.delivery.channel.telegram.TelegramApi.Called;

/// Messages in a Telegram chat, edited in place when a warning changes or is withdrawn. What is not
/// meant for everybody is only announced there: Telegram can read what it carries. An address is the
/// number of a chat.
public final class TelegramChannel implements Channel {

    public static final String NAME = "telegram";

    /// Telegram takes about 30 messages a second in all and one a second in a chat.
    private static final Limits LIMITS =
            new Limits(29.9, 0.8, 1, 32, Duration.ofSeconds(5), Duration.ofMinutes(30), Duration.ofDays(1), true);

    private static final int LONGEST = 4096;

    private final TelegramApi api;
    private final Limits limits;

    public TelegramChannel(TelegramApi api) {
        this(api, LIMITS);
    }

    public TelegramChannel(TelegramApi api, Limits limits) {
        this.api = api;
        this.limits = limits;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public String endpoint(String address) {
        return address;
    }

    @Override
    public boolean mayShowTwice() {
        return true;
    }

    @Override
    public Outcome send(Dispatch dispatch) throws InterruptedException {
        if (!dispatch.address().matches("-?[0-9]{1,20}")) {
            return new Outcome.Refused(Reason.of(Kind.ADDRESS_UNUSABLE), true);
        }
        ObjectNode message = message(dispatch);
        String earlier = dispatch.earlier();
        if (earlier == null) return sent(message);
        message.put("message_id", Long.parseLong(earlier));
        return edited(message, earlier);
    }

    private Outcome sent(ObjectNode message) throws InterruptedException {
        return switch (api.call("sendMessage", message)) {
            case Called.Result(var result)
            when result.path("message_id").asLong(0) > 0 ->
                new Outcome.Sent(String.valueOf(result.path("message_id").asLong()));
            case Called.Result result -> new Outcome.Unsure(Reason.of(Kind.NOT_UNDERSTOOD));
            case Called.Refused refused -> refusal(refused);
            case Called.Failed(Outcome outcome) -> outcome;
        };
    }

    private Outcome edited(ObjectNode message, String id) throws InterruptedException {
        return switch (api.call("editMessageText", message)) {
            case Called.Result result -> new Outcome.Sent(id);
            // An earlier attempt had arrived after all.
            case Called.Refused refused
            when refused.description().contains("message is not modified") -> new Outcome.Sent(id);
            case Called.Refused refused
            when refused.code() == 400 && refused.description().contains("message") -> {
                // She deleted it, or it is too old to be edited: it is said anew, as far behind as the chat's pace
                // asks.
                message.remove("message_id");
                Thread.sleep(Duration.ofNanos((long) (1e9 / limits.endpointPerSecond())));
                yield sent(message);
            }
            case Called.Refused refused -> refusal(refused);
            case Called.Failed(Outcome outcome) -> outcome;
        };
    }

    static Outcome refusal(Called.Refused refused) {
        int code = refused.code();
        if (code == 429) return new Outcome.NotNow(Reason.of(Kind.BUSY, code), refused.after(), true);
        if (code >= 500) return new Outcome.Unsure(Reason.of(Kind.SERVER_FAULT, code));
        boolean gone = code == 403 || refused.description().contains("chat not found");
        // A token that is not valid is ours to mend, and no fault of the chat.
        if (code == 401 || code == 404) return new Outcome.NotNow(Reason.of(Kind.REFUSED, code), null, false);
        return new Outcome.Refused(Reason.of(gone ? Kind.ADDRESS_GONE : Kind.REFUSED, code), gone);
    }

    private static ObjectNode message(Dispatch dispatch) {
        Letter letter = dispatch.letter();
        ObjectNode message = TelegramApi.JSON.createObjectNode();
        message.put("chat_id", Long.parseLong(dispatch.address()));
        message.put("text", text(letter).text());
        message.putObject("link_preview_options").put("is_disabled", true);
        message.put("protect_content", letter.alert().scope() != Scope.PUBLIC);
        Answers answers = letter.answers();
        if (answers != null) {
            ArrayNode row = message.putObject("reply_markup")
                    .putArray("inline_keyboard")
                    .addArray();
            Locale locale = letter.locale();
            button(row, Wording.word("read", locale), answers.read());
            button(row, Wording.word("safe", locale), answers.safe());
            button(row, Wording.word("help", locale), answers.help());
        }
        return message;
    }

    /// Pressing it sends the token back to the bot, as a POST would; it has room for 64 bytes.
    private static void button(ArrayNode row, String text, URI answer) {
        String path = answer.getPath();
        row.addObject().put("text", text).put("callback_data", "a:" + path.substring(path.lastIndexOf('/') + 1));
    }

    private static Wording.Cut text(Letter letter) {
        @Nullable URI more = letter.more();
        String link = more == null ? "" : more.toString();
        if (letter.alert().scope() == Scope.PUBLIC) return Wording.fitted(letter, link, LONGEST);
        String marks = Wording.marks(letter);
        String bell = Wording.word("bell", letter.locale());
        String said = marks.isEmpty() ? bell : marks + " · " + bell;
        return new Wording.Cut(link.isEmpty() ? said : said + "\n\n" + link, true);
    }

    @Override
    public Preview preview(Letter letter) {
        Wording.Cut cut = text(letter);
        return new Preview("", cut.text(), cut.text().length(), LONGEST, cut.shortened());
    }

    @Override
    public void close() {
        api.close();
    }
}
