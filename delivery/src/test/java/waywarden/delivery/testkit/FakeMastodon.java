package waywarden.delivery.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import waywarden.delivery.testkit.FakeServer.Asked;
import waywarden.delivery.testkit.FakeServer.Reply;

/// An instance of Mastodon as far as we use it: 500 characters with links counted as 23, keys known
/// for a while, 300 requests in five minutes unless told otherwise.
public final class FakeMastodon implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final FakeServer server = new FakeServer(this::answer);
    private final Arrivals arrivals;
    private final int requests;
    private final Map<String, Post> posts = new LinkedHashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Deque<Long> lately = new ArrayDeque<>();
    private final AtomicInteger over = new AtomicInteger();
    private volatile double lost;

    /// One post.
    public record Post(String id, String text, String inReplyTo, int edits) {}

    public FakeMastodon(Arrivals arrivals, int requestsInFiveMinutes) {
        this.arrivals = arrivals;
        this.requests = requestsInFiveMinutes;
    }

    public String url() {
        return server.url();
    }

    public void losesAnswers(double probability) {
        lost = probability;
    }

    /// An hour has gone by.
    public synchronized void forgetsKeys() {
        keys.clear();
    }

    public synchronized List<Post> posts() {
        return new ArrayList<>(posts.values());
    }

    public int over() {
        return over.get();
    }

    private Reply answer(Asked asked) {
        if (!asked.header("Authorization").equals("Bearer token")) return Reply.json(401, "{\"error\":\"invalid\"}");
        Reply reply = act(asked);
        boolean deed = !asked.method().equals("GET") && reply.status() == 200;
        return deed && FakeServer.chance(lost) ? Reply.DROPPED : reply;
    }

    private synchronized Reply act(Asked asked) {
        long now = System.nanoTime();
        while (!lately.isEmpty()
                && lately.peekFirst() < now - Duration.ofMinutes(5).toNanos()) lately.pollFirst();
        if (lately.size() >= requests) {
            over.incrementAndGet();
            return new Reply(
                    429,
                    Map.of("X-RateLimit-Reset", Instant.now().plusSeconds(5).toString()),
                    "{}");
        }
        lately.add(now);
        String path = asked.path();
        if (path.endsWith("verify_credentials")) return Reply.json(200, "{\"id\":\"1\"}");
        if (path.startsWith("/api/v1/accounts/1/statuses")) return timeline();
        JsonNode body = JSON.readTree(asked.body());
        String text = body.path("status").asString("");
        if (text.replaceAll("https?://\\S+", "x".repeat(23)).length() > 500) {
            return Reply.json(422, "{\"error\":\"too long\"}");
        }
        if (asked.method().equals("PUT")) return edit(path.substring(path.lastIndexOf('/') + 1), text);
        return post(
                asked.header("Idempotency-Key"),
                text,
                body.path("in_reply_to_id").asString(""));
    }

    private Reply timeline() {
        ArrayNode all = JSON.createArrayNode();
        for (Post post : posts().reversed()) {
            if (all.size() < 40) all.addObject().put("id", post.id()).put("content", "<p>" + post.text() + "</p>");
        }
        return Reply.json(200, all.toString());
    }

    private Reply post(String key, String text, String inReplyTo) {
        String known = keys.get(key);
        if (known != null) return Reply.json(200, "{\"id\":\"" + known + "\"}");
        String id = String.valueOf(100 + posts.size());
        keys.put(key, id);
        posts.put(id, new Post(id, text, inReplyTo, 0));
        arrivals.add("mastodon", 0, text, key);
        return Reply.json(200, "{\"id\":\"" + id + "\"}");
    }

    private Reply edit(String id, String text) {
        Post post = posts.get(id);
        if (post == null) return Reply.json(404, "{\"error\":\"not found\"}");
        if (!post.text().equals(text)) arrivals.add("mastodon", 0, text, id);
        posts.put(id, new Post(id, text, post.inReplyTo(), post.edits() + 1));
        return Reply.json(200, "{\"id\":\"" + id + "\"}");
    }

    @Override
    public void close() {
        server.close();
    }
}
