package waywarden.delivery.channel.webpush;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.channel.Dispatch;
import waywarden.delivery.channel.Http;
import waywarden.delivery.channel.Http.Exchange;
import waywarden.delivery.channel.Letter;
import waywarden.delivery.channel.Letter.Answers;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.channel.Preview;
import waywarden.delivery.channel.Wording;

/// Messages to browsers. A newer one takes the place of an older one about the same warning, both at
/// the push service while it waits there (Topic) and on the screen (tag).
public final class WebPushChannel implements Channel {

    public static final String NAME = "webpush";

    /// Most people's browsers hang on one or two services, so a service is given nearly all; one that finds
    /// it too much says so and for how long, which is kept to.
    private static final Limits LIMITS =
            new Limits(2_500, 2_500, 100, 128, Duration.ofSeconds(5), Duration.ofHours(2), Duration.ofDays(3), false);

    /// Services keep a message for four weeks at most.
    private static final Duration LONGEST_KEPT = Duration.ofDays(28);

    private static final int LOCK_SCREEN = 120;
    private static final JsonMapper JSON = new JsonMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Http http;
    private final VapidKey key;
    private final String contact;
    private final Content content;
    private final InstantSource wall;
    private final Limits limits;

    /// What a locked screen may show to whoever stands beside.
    public enum Content {
        /// That there is something to read, and where.
        BELL,
        /// Its headline too.
        HEADLINE
    }

    /// @param contact whom a push service may write to about us: `mailto:` or `https:`
    public WebPushChannel(Http http, VapidKey key, String contact, Content content, InstantSource wall) {
        this(http, key, contact, content, wall, LIMITS);
    }

    public WebPushChannel(Http http, VapidKey key, String contact, Content content, InstantSource wall, Limits limits) {
        if (!contact.matches("(mailto:|https://)[^\"\\\\\\s]+")) {
            throw new IllegalArgumentException("a contact is mailto:… or https://…");
        }
        this.http = http;
        this.key = key;
        this.contact = contact;
        this.content = content;
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
        return PushSubscription.read(address)
                .map(subscription -> Http.origin(subscription.endpoint()))
                .orElse("");
    }

    @Override
    public boolean mayShowTwice() {
        return false;
    }

    @Override
    public Outcome send(Dispatch dispatch) throws InterruptedException {
        PushSubscription to = PushSubscription.read(dispatch.address()).orElse(null);
        if (to == null) return new Outcome.Refused(Reason.of(Kind.ADDRESS_UNUSABLE), true);
        byte[] body;
        try {
            byte[] salt = new byte[16];
            RANDOM.nextBytes(salt);
            body = PushEncryption.encrypt(P256.QUICKEST, payload(dispatch), to, P256.QUICKEST.pair(), salt, true);
        } catch (GeneralSecurityException e) {
            return new Outcome.Refused(Reason.of(Kind.ADDRESS_UNUSABLE), true);
        }
        HttpRequest request = http.request(to.endpoint())
                .header("Authorization", key.authorization(to.endpoint(), contact, wall.instant()))
                .header("Content-Encoding", "aes128gcm")
                .header("Content-Type", "application/octet-stream")
                .header("TTL", String.valueOf(kept(dispatch.letter())))
                .header("Urgency", urgency(dispatch.letter()))
                .header("Topic", dispatch.thread())
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return switch (http.exchange(request)) {
            case Exchange.Failed(Outcome outcome) -> outcome;
            case Exchange.Answered answer when answer.status() / 100 == 2 -> new Outcome.Sent(dispatch.key());
            case Exchange.Answered answer -> Http.refusal(answer, wall.instant());
        };
    }

    private long kept(Letter letter) {
        Instant now = wall.instant();
        Duration left = Duration.between(now, letter.expires());
        if (left.compareTo(LONGEST_KEPT) > 0) left = LONGEST_KEPT;
        return Math.max(0, left.toSeconds());
    }

    private static String urgency(Letter letter) {
        Severity severity = letter.info().severity();
        return severity == Severity.EXTREME || severity == Severity.SEVERE ? "high" : "normal";
    }

    private byte[] payload(Dispatch dispatch) {
        Letter letter = dispatch.letter();
        ObjectNode root = JSON.createObjectNode();
        root.put("title", title(letter));
        root.put("body", line(letter));
        root.put("tag", dispatch.thread());
        root.put("version", dispatch.version());
        root.put("lang", letter.info().spoken());
        if (letter.more() != null) root.put("url", page(letter.more(), letter.answers()));
        return JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    }

    /// The warning's page, which offers the answers where it is told of them.
    private static String page(URI more, @Nullable Answers answers) {
        if (answers == null) return more.toString();
        return more + "?read=" + last(answers.read()) + "&safe=" + last(answers.safe()) + "&help="
                + last(answers.help());
    }

    private static String last(URI page) {
        String path = page.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String title(Letter letter) {
        String marks = Wording.marks(letter);
        String title = content == Content.BELL ? Wording.word("bell.title", letter.locale()) : Wording.title(letter);
        return content == Content.BELL && !marks.isEmpty() ? marks + " · " + title : Wording.cut(title, LOCK_SCREEN);
    }

    private String line(Letter letter) {
        Locale locale = letter.locale();
        if (content == Content.BELL) return Wording.word("bell", locale);
        return Wording.cut(Wording.line(Wording.body(letter)), LOCK_SCREEN);
    }

    @Override
    public Preview preview(Letter letter) {
        String title = title(letter);
        boolean shortened =
                content == Content.BELL || title.endsWith("…") || line(letter).endsWith("…");
        return new Preview(title, line(letter), title.length(), LOCK_SCREEN, shortened);
    }

    @Override
    public void close() {
        http.close();
    }
}
