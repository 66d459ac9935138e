package waywarden.delivery.channel.telegram;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waywarden.delivery.channel.Http;
import waywarden.delivery.channel.Http.Exchange;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.Reason;

/// The few methods of Telegram's Bot API that we call.
public final class TelegramApi implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    private final Http http;
    private final URI base;

    /// @param server `https://api.telegram.org/`
    /// @param token  of the bot; it is part of every address and so must reach no log
    public TelegramApi(Http http, URI server, String token) {
        if (!token.matches("[A-Za-z0-9:_-]{8,100}")) throw new IllegalArgumentException("this is no token of a bot");
        this.http = http;
        base = server.resolve("/bot" + token + "/");
    }

    /// What a call came to.
    sealed interface Called {
        record Result(JsonNode result) implements Called {}

        /// @param description Telegram's own words, to be compared and never kept
        record Refused(
                int code, String description, @Nullable Duration after) implements Called {}

        record Failed(Outcome outcome) implements Called {}
    }

    Called call(String method, ObjectNode arguments) throws InterruptedException {
        Exchange exchange = http.exchange(http.request(base.resolve(method))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(arguments)))
                .build());
        return switch (exchange) {
            case Exchange.Failed(Outcome outcome) -> new Called.Failed(outcome);
            case Exchange.Answered answer -> read(answer);
        };
    }

    private static Called read(Exchange.Answered answer) {
        try {
            JsonNode root = JSON.readTree(answer.body());
            if (root.path("ok").asBoolean(false)) return new Called.Result(root.path("result"));
            int code = root.path("error_code").asInt(answer.status());
            int after = root.path("parameters").path("retry_after").asInt(0);
            return new Called.Refused(
                    code,
                    root.path("description").asString(""),
                    after > 0 ? Http.bounded(Duration.ofSeconds(after)) : null);
        } catch (JacksonException e) {
            boolean fault = answer.status() >= 500;
            return new Called.Failed(
                    new Outcome.Unsure(Reason.of(fault ? Kind.SERVER_FAULT : Kind.NOT_UNDERSTOOD, answer.status())));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
