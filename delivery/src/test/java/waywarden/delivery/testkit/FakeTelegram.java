package waywarden.delivery.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waywarden.delivery.testkit.FakeServer.Asked;
import waywarden.delivery.testkit.FakeServer.Reply;

/// Telegram's Bot API as far as we use it, with its limits: 30 messages in any second, one a second in
/// a chat, 20 a minute in a group. Who goes over one is told to wait, and what comes before the wait
/// is over is counted.
public final class FakeTelegram implements AutoCloseable {

    /// What was on its way when the answer was given is no fault of the sender.
    private static final long GRACE = Duration.ofMillis(500).toNanos();

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final JsonMapper JSON = new JsonMapper();

    private final FakeServer server = new FakeServer(this::answer);
    private final Arrivals arrivals;
    private final int perSecond;
    private final double perChat;
    private final Deque<Long> lately = new ArrayDeque<>();
    private final Map<Long, Deque<Long>> chats = new HashMap<>();
    private final Map<Long, String> texts = new HashMap<>();
    private final Map<Long, Integer> shown = new HashMap<>();
    private final List<JsonNode> updates = new ArrayList<>();
    private final List<JsonNode> said = new ArrayList<>();
    private final AtomicLong message = new AtomicLong();
    private final AtomicInteger over = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile double lost;
    private long heldFrom;
    private long heldUntil;
    private boolean held;

    public FakeTelegram(Arrivals arrivals) {
        this(arrivals, 30, 1);
    }

    /// @param perChat messages a second in one chat
    public FakeTelegram(Arrivals arrivals, int perSecond, double perChat) {
        this.arrivals = arrivals;
        this.perSecond = perSecond;
        this.perChat = perChat;
    }

    /// From now on answers are lost after the deed, with this probability.
    public void losesAnswers(double probability) {
        lost = probability;
    }

    public String url() {
        return server.url();
    }

    private Reply answer(Asked asked) {
        String method = asked.path().substring(asked.path().lastIndexOf('/') + 1);
        JsonNode arguments = JSON.readTree(asked.body());
        Reply reply = switch (method) {
            case "sendMessage" -> send(arguments);
            case "editMessageText" -> edit(arguments);
            case "getUpdates" -> updates(arguments);
            case "answerCallbackQuery" -> ok("true");
            default -> refuse(404, "Not Found");
        };
        boolean deed = method.equals("sendMessage") || method.equals("editMessageText");
        return deed && reply.status() == 200 && FakeServer.chance(lost) ? Reply.DROPPED : reply;
    }

    private synchronized Reply send(JsonNode arguments) {
        long chat = arguments.path("chat_id").asLong();
        Reply limit = limit(chat);
        if (limit != null) return limit;
        String text = arguments.path("text").asString("");
        if (text.isEmpty() || text.length() > 4096) return refuse(400, "Bad Request: message is too long");
        for (JsonNode row : arguments.path("reply_markup").path("inline_keyboard")) {
            for (JsonNode button : row) {
                if (button.path("callback_data").asString("").length() > 64) {
                    return refuse(400, "Bad Request: BUTTON_DATA_INVALID");
                }
            }
        }
        long id = message.incrementAndGet();
        texts.put(id, text);
        said.add(arguments);
        shown.merge(chat, 1, Integer::sum);
        if (text.contains("Warning ")) arrivals.add("telegram", (int) chat, text, "");
        return ok("{\"message_id\":" + id + "}");
    }

    private synchronized Reply edit(JsonNode arguments) {
        long chat = arguments.path("chat_id").asLong();
        Reply limit = limit(chat);
        if (limit != null) return limit;
        long id = arguments.path("message_id").asLong();
        String text = arguments.path("text").asString("");
        String known = texts.get(id);
        if (known == null) return refuse(400, "Bad Request: message to edit not found");
        if (known.equals(text)) return refuse(400, "Bad Request: message is not modified");
        texts.put(id, text);
        said.add(arguments);
        if (text.contains("Warning ")) arrivals.add("telegram", (int) chat, text, "");
        return ok("{\"message_id\":" + id + "}");
    }

    private @org.jspecify.annotations.Nullable Reply limit(long chat) {
        long now = System.nanoTime();
        if (held && now < heldUntil) {
            if (now > heldFrom + GRACE) inside.incrementAndGet();
            return later(heldUntil - now);
        }
        while (!lately.isEmpty() && lately.peekFirst() <= now - SECOND) lately.pollFirst();
        Deque<Long> own = chats.computeIfAbsent(chat, k -> new ArrayDeque<>());
        while (!own.isEmpty() && own.peekFirst() <= now - (chat < 0 ? 60 * SECOND : (long) (SECOND / perChat)))
            own.pollFirst();
        boolean full = lately.size() >= perSecond || own.size() >= (chat < 0 ? 20 : 1);
        if (full) {
            over.incrementAndGet();
            held = true;
            heldFrom = now;
            heldUntil = now + 3 * SECOND;
            return later(3 * SECOND);
        }
        lately.add(now);
        own.add(now);
        return null;
    }

    private static Reply later(long nanos) {
        long seconds = Math.max(1, (nanos + SECOND - 1) / SECOND);
        return Reply.json(
                429,
                "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after " + seconds
                        + "\",\"parameters\":{\"retry_after\":" + seconds + "}}");
    }

    private synchronized Reply updates(JsonNode arguments) {
        long offset = arguments.path("offset").asLong(0);
        List<String> due = updates.stream()
                .filter(update -> update.path("update_id").asLong() >= offset)
                .map(JsonNode::toString)
                .toList();
        return ok("[" + String.join(",", due) + "]");
    }

    /// Somebody writes to the bot.
    public synchronized void writes(long chat, String language, String text) {
        updates.add(JSON.readTree("{\"update_id\":" + (updates.size() + 1) + ",\"message\":{\"chat\":{\"id\":" + chat
                + ",\"type\":\"private\"},\"from\":{\"language_code\":\"" + language + "\"},\"text\":\"" + text
                + "\"}}"));
    }

    /// Somebody presses a button.
    public synchronized void presses(long chat, String data) {
        updates.add(
                JSON.readTree("{\"update_id\":" + (updates.size() + 1) + ",\"callback_query\":{\"id\":\"q\",\"from\":{"
                        + "\"id\":" + chat + ",\"language_code\":\"en\"},\"message\":{\"chat\":{\"id\":" + chat
                        + "}},\"data\":\""
                        + data + "\"}}"));
    }

    /// Every message and edit taken, as it was asked for.
    public synchronized List<JsonNode> said() {
        return List.copyOf(said);
    }

    /// How many messages a chat shows.
    public synchronized int shownIn(long chat) {
        return shown.getOrDefault(chat, 0);
    }

    /// Requests that went over a limit.
    public int over() {
        return over.get();
    }

    /// Requests made while we were asked to wait.
    public int insideWait() {
        return inside.get();
    }

    private static Reply ok(String result) {
        return Reply.json(200, "{\"ok\":true,\"result\":" + result + "}");
    }

    private static Reply refuse(int code, String description) {
        return Reply.json(code, "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"}");
    }

    @Override
    public void close() {
        server.close();
    }
}
