package waywarden.delivery.channel.mastodon;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Scope;
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

/// Posts of an account on Mastodon, for messages of public scope: an update edits the post, a
/// withdrawal is a reply to it. An address is `https://INSTANCE TOKEN`.
///  The instance forgets an idempotency key after an hour, and two requests at once may both pass it;
/// so after an outcome that was not certain, the account's own timeline is looked through first.
public final class MastodonChannel implements Channel {

    public static final String NAME = "mastodon";

    /// An instance takes 300 requests in five minutes.
    private static final Limits LIMITS =
            new Limits(20, 0.9, 1, 4, Duration.ofSeconds(15), Duration.ofHours(1), Duration.ofHours(72), false);

    /// Links count as so many characters, however long they are.
    private static final int LINK_LENGTH = 23;

    private static final int USUAL_LIMIT = 500;
    private static final int LOOKED_THROUGH = 40;
    private static final int REFERENCE = 10;
    private static final JsonMapper JSON = new JsonMapper();

    private final Http http;
    private final InstantSource wall;
    private final int limit;
    private final Limits limits;

    public MastodonChannel(Http http, InstantSource wall) {
        this(http, wall, USUAL_LIMIT, LIMITS);
    }

    /// @param limit characters that the instance takes
    public MastodonChannel(Http http, InstantSource wall, int limit, Limits limits) {
        this.http = http;
        this.wall = wall;
        this.limit = limit;
        this.limits = limits;
    }

    /// Where an account is, and what lets us post there.
    private record Account(URI instance, String token) {

        static @Nullable Account read(String written) {
            String[] parts = written.strip().split(" +", 3);
            if (parts.length != 2) return null;
            try {
                URI instance = URI.create(parts[0].endsWith("/") ? parts[0] : parts[0] + "/");
                return instance.getHost() == null ? null : new Account(instance, parts[1]);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        @Override
        public String toString() {
            return "Account";
        }
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
        Account account = Account.read(address);
        return account == null ? "" : Http.origin(account.instance());
    }

    @Override
    public boolean mayShowTwice() {
        return false;
    }

    @Override
    public Outcome send(Dispatch dispatch) throws InterruptedException {
        if (dispatch.letter().alert().scope() != Scope.PUBLIC) {
            return new Outcome.Refused(Reason.of(Kind.NOT_FOR_THIS_CHANNEL), false);
        }
        Account account = Account.read(dispatch.address());
        if (account == null) return new Outcome.Refused(Reason.of(Kind.ADDRESS_UNUSABLE), false);
        String earlier = dispatch.earlier();
        boolean cancel = dispatch.letter().alert().messageType() == MessageType.CANCEL;
        if (earlier != null && !cancel) return edit(account, dispatch, earlier);
        if (dispatch.uncertain() != null) {
            Found found = find(account, dispatch);
            if (found.failure() != null) return found.failure();
            if (found.id() != null) return new Outcome.Sent(found.id());
        }
        return post(account, dispatch, cancel ? earlier : null);
    }

    private Outcome post(Account account, Dispatch dispatch, @Nullable String inReplyTo) throws InterruptedException {
        ObjectNode body = body(dispatch);
        body.put("visibility", "public");
        if (inReplyTo != null) body.put("in_reply_to_id", inReplyTo);
        HttpRequest request = request(account, "api/v1/statuses")
                .header("Idempotency-Key", dispatch.key())
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return switch (http.exchange(request)) {
            case Exchange.Failed(Outcome outcome) -> outcome;
            case Exchange.Answered answer when answer.status() / 100 == 2 -> taken(answer);
            case Exchange.Answered answer -> refusal(answer);
        };
    }

    /// Editing twice is the same as once.
    private Outcome edit(Account account, Dispatch dispatch, String id) throws InterruptedException {
        HttpRequest request = request(account, "api/v1/statuses/" + id)
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body(dispatch))))
                .build();
        return switch (http.exchange(request)) {
            case Exchange.Failed(Outcome outcome) -> outcome;
            case Exchange.Answered answer when answer.status() / 100 == 2 -> new Outcome.Sent(id);
            // Somebody has deleted the post: it is said anew.
            case Exchange.Answered answer when answer.status() == 404 -> post(account, dispatch, null);
            case Exchange.Answered answer -> refusal(answer);
        };
    }

    private static Outcome taken(Exchange.Answered answer) {
        try {
            String id = JSON.readTree(answer.body()).path("id").asString("");
            if (id.matches("[A-Za-z0-9_-]{1,64}")) return new Outcome.Sent(id);
        } catch (JacksonException e) {
            return new Outcome.Unsure(Reason.of(Kind.NOT_UNDERSTOOD));
        }
        return new Outcome.Unsure(Reason.of(Kind.NOT_UNDERSTOOD));
    }

    /// @param failure why it cannot be told; null if it can
    /// @param id      of our earlier post; null if there is none
    private record Found(
            @Nullable Outcome failure, @Nullable String id) {}

    private Found find(Account account, Dispatch dispatch) throws InterruptedException {
        Read me = read(account, "api/v1/accounts/verify_credentials");
        if (me.json() == null) return new Found(me.failure(), null);
        String id = me.json().path("id").asString("");
        if (!id.matches("[A-Za-z0-9_-]{1,64}"))
            return new Found(new Outcome.NotNow(Reason.of(Kind.NOT_UNDERSTOOD), null, false), null);
        Read posts = read(account, "api/v1/accounts/" + id + "/statuses?limit=" + LOOKED_THROUGH);
        if (posts.json() == null) return new Found(posts.failure(), null);
        for (JsonNode post : posts.json()) {
            if (post.path("content").asString("").contains(reference(dispatch))) {
                return new Found(null, post.path("id").asString(""));
            }
        }
        return new Found(null, null);
    }

    private record Read(@Nullable JsonNode json, @Nullable Outcome failure) {}

    /// Reading changes nothing, so its failure leaves nothing uncertain that was not so before.
    private Read read(Account account, String path) throws InterruptedException {
        return switch (http.exchange(request(account, path).GET().build())) {
            case Exchange.Failed failed ->
                new Read(null, new Outcome.NotNow(Reason.of(Kind.NO_CONNECTION), null, false));
            case Exchange.Answered answer when answer.status() == 200 -> parsed(answer);
            case Exchange.Answered answer ->
                new Read(
                        null,
                        refusal(answer) instanceof Outcome.NotNow busy
                                ? busy
                                : new Outcome.NotNow(Reason.of(Kind.REFUSED, answer.status()), null, false));
        };
    }

    private static Read parsed(Exchange.Answered answer) {
        try {
            return new Read(JSON.readTree(answer.body()), null);
        } catch (JacksonException e) {
            return new Read(null, new Outcome.NotNow(Reason.of(Kind.NOT_UNDERSTOOD), null, false));
        }
    }

    private HttpRequest.Builder request(Account account, String path) {
        return http.request(account.instance().resolve(path))
                .header("Authorization", "Bearer " + account.token())
                .header("Content-Type", "application/json");
    }

    private Outcome refusal(Exchange.Answered answer) {
        if (answer.status() == 429) {
            return new Outcome.NotNow(Reason.of(Kind.BUSY, 429), reset(answer), false);
        }
        // A token that is not valid is mended by a person, not by trying again; the account has not ended.
        if (answer.status() == 404) return new Outcome.Refused(Reason.of(Kind.REFUSED, 404), false);
        return Http.refusal(answer, wall.instant());
    }

    /// When it takes requests again: in its own header, else in the usual one.
    private @Nullable Duration reset(Exchange.Answered answer) {
        try {
            String written = answer.header("X-RateLimit-Reset");
            if (!written.isEmpty()) return Http.bounded(Duration.between(wall.instant(), Instant.parse(written)));
        } catch (DateTimeException e) {
            return Http.after(answer, wall.instant());
        }
        return Http.after(answer, wall.instant());
    }

    private ObjectNode body(Dispatch dispatch) {
        ObjectNode body = JSON.createObjectNode();
        body.put("status", text(dispatch.letter(), reference(dispatch)).text());
        body.put("language", dispatch.letter().locale().getLanguage());
        return body;
    }

    /// By it a post is found again; readers may quote it.
    private static String reference(Dispatch dispatch) {
        return dispatch.key().substring(0, Math.min(REFERENCE, dispatch.key().length()));
    }

    private Wording.Cut text(Letter letter, String reference) {
        String tail = Wording.word("reference", letter.locale()) + " " + reference;
        String more = Optional.ofNullable(letter.more()).map(URI::toString).orElse("");
        String ending = more.isEmpty() ? tail : more + "\n" + tail;
        int saved = Math.max(0, more.length() - LINK_LENGTH);
        return Wording.fitted(letter, ending, limit + saved);
    }

    @Override
    public Preview preview(Letter letter) {
        Wording.Cut cut = text(letter, "x".repeat(REFERENCE));
        int saved =
                letter.more() == null ? 0 : Math.max(0, letter.more().toString().length() - LINK_LENGTH);
        return new Preview("", cut.text(), cut.text().length() - saved, limit, cut.shortened());
    }

    @Override
    public void close() {
        http.close();
    }
}
