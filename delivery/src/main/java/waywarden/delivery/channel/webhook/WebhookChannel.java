package waywarden.delivery.channel.webhook;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.channel.Dispatch;
import waywarden.delivery.channel.Http;
import waywarden.delivery.channel.Http.Exchange;
import waywarden.delivery.channel.Letter;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.channel.Preview;
import waywarden.delivery.channel.Wording;

/// Warnings posted to another system as Standard Webhooks say: a name that is the same for every
/// attempt, a time, and signatures over both and the body.
public final class WebhookChannel implements Channel {

    public static final String NAME = "webhook";

    /// Tried for 76 hours, as the standard's own schedule is a little over 75.
    private static final Limits LIMITS =
            new Limits(1_000, 50, 50, 64, Duration.ofSeconds(5), Duration.ofHours(6), Duration.ofHours(76), false);

    private static final JsonMapper JSON = new JsonMapper();

    private final Http http;
    private final InstantSource wall;
    private final Limits limits;

    public WebhookChannel(Http http, InstantSource wall) {
        this(http, wall, LIMITS);
    }

    public WebhookChannel(Http http, InstantSource wall, Limits limits) {
        this.http = http;
        this.wall = wall;
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
        return WebhookAddress.read(address)
                .map(webhook -> Http.origin(webhook.uri()))
                .orElse("");
    }

    @Override
    public boolean mayShowTwice() {
        return false;
    }

    @Override
    public Outcome send(Dispatch dispatch) throws InterruptedException {
        WebhookAddress address = WebhookAddress.read(dispatch.address()).orElse(null);
        if (address == null) return new Outcome.Refused(Reason.of(Kind.ADDRESS_UNUSABLE), false);
        byte[] body = body(dispatch);
        long timestamp = wall.instant().getEpochSecond();
        HttpRequest request = http.request(address.uri())
                .header("Content-Type", "application/json")
                .header("webhook-id", dispatch.key())
                .header("webhook-timestamp", String.valueOf(timestamp))
                .header("webhook-signature", address.signature(dispatch.key(), timestamp, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return switch (http.exchange(request)) {
            case Exchange.Failed(Outcome outcome) -> outcome;
            case Exchange.Answered answer when answer.status() / 100 == 2 -> new Outcome.Sent(dispatch.key());
            case Exchange.Answered answer -> refusal(answer);
        };
    }

    /// 410 alone says that it is over; a 404 may be a mistake that somebody mends.
    private Outcome refusal(Exchange.Answered answer) {
        if (answer.status() == 404) return new Outcome.NotNow(Reason.of(Kind.REFUSED, 404), null, false);
        return Http.refusal(answer, wall.instant());
    }

    private static byte[] body(Dispatch dispatch) {
        Letter letter = dispatch.letter();
        ObjectNode root = JSON.createObjectNode();
        root.put("type", "advisory." + letter.alert().messageType().name().toLowerCase(Locale.ROOT));
        root.put("timestamp", letter.alert().sent().toInstant().toString());
        ObjectNode data = root.putObject("data");
        data.put("thread", dispatch.thread());
        data.put("version", dispatch.version());
        data.put("exercise", letter.isExercise());
        data.put("title", Wording.title(letter));
        data.put("language", letter.info().spoken());
        data.put("expires", letter.expires().toString());
        if (letter.answers() != null) {
            // Pages for a person; a program that posts to one answers in her name.
            ObjectNode answers = data.putObject("answers");
            answers.put("read", letter.answers().read().toString());
            answers.put("safe", letter.answers().safe().toString());
            answers.put("help", letter.answers().help().toString());
        }
        data.put("cap", Base64.getEncoder().encodeToString(dispatch.original()));
        return JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Preview preview(Letter letter) {
        String title = Wording.title(letter);
        return new Preview(title, Wording.body(letter), title.length(), 0, false);
    }

    @Override
    public void close() {
        http.close();
    }
}
