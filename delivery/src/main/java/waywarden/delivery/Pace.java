package waywarden.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.NotNow;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.channel.Outcome.Refused;
import waywarden.delivery.channel.Outcome.Sent;
import waywarden.delivery.channel.Outcome.Unsure;

/// How fast one channel and its endpoints are worked now: their pace, the time they asked to be left
/// alone, and a circuit for each that opens while it fails. Begins with no credit, so that a restart
/// cannot go over a limit. Thread-safe.
///  The pace spreads attempts by our clock, and what is under way may be held up and arrive in a heap.
/// So attempts are also counted as the other side may see them: each from when it is begun until a
/// second after its answer, and never more of these than may come in one second.
final class Pace {

    /// The number that stands for the whole channel.
    static final long ALL = 0;

    /// So much later than now a turn may be for work to be taken up already.
    private static final long AHEAD = Duration.ofMillis(150).toNanos();

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /// Failures in a row that open the circuit of an endpoint, and of the one server behind all.
    private static final int BROKEN = 5;

    private static final int ALL_BROKEN = 20;
    private static final Duration FIRST_OPEN = Duration.ofSeconds(15);
    private static final Duration LONGEST_OPEN = Duration.ofMinutes(2);
    private static final int REMEMBERED = 20_000;

    private final Limits limits;
    private final Timekeeper time;
    private final RandomGenerator random;
    private final long begun;
    private final Point all;
    private final Map<Long, Point> points = new HashMap<>();
    private boolean turnedAway;
    private long turnedAwayAt;

    Pace(Limits limits, Timekeeper time, RandomGenerator random) {
        this.limits = limits;
        this.time = time;
        this.random = random;
        begun = time.nanos();
        // Without some burst the grain of sleeping, or a busy machine, would slow it down for good.
        int burst = (int) Math.max(1, Math.max(limits.perSecond() / 25, Math.min(4, limits.perSecond() / 5)));
        all = new Point(limits.perSecond(), burst, (int) Math.ceil(limits.perSecond()), begun);
    }

    /// One thing that is paced: by the virtual scheduling algorithm of ITU-T I.371.
    private static final class Point {
        final long interval;
        final long tolerance;
        final int mostInASecond;
        final Deque<Long> answered = new ArrayDeque<>(2);
        int underWay;
        long next;
        long heldUntil;
        boolean held;
        int taken;
        int failures;
        int opened;

        Point(double perSecond, int burst, int mostInASecond, long begun) {
            interval = (long) (1e9 / perSecond);
            tolerance = interval * (burst - 1);
            this.mostInASecond = mostInASecond;
            next = begun + interval + tolerance;
        }

        /// When its next turn is, if so many wait before it.
        long turn(long now, int before) {
            long turn = Math.max(now, next - tolerance + interval * before);
            turn = Math.max(turn, counted(now, before));
            return held ? Math.max(turn, heldUntil) : turn;
        }

        /// When so few count that there is room; at the earliest, where that hangs on answers to come.
        private long counted(long now, int before) {
            while (!answered.isEmpty() && answered.peekFirst() <= now - SECOND) answered.pollFirst();
            int more = underWay + answered.size() + before + 1 - mostInASecond;
            if (more <= 0) return now;
            // With more of them waiting than are answered, not even the last of these makes room.
            if (more > answered.size()) return now + SECOND;
            return more == 1
                    ? answered.getFirst() + SECOND
                    : answered.stream().skip(more - 1L).findFirst().orElseThrow() + SECOND;
        }

        void use(long at) {
            next = Math.max(at, next) + interval;
            underWay++;
        }

        void answered(long now) {
            underWay--;
            answered.addLast(now);
        }

        /// Taken up, and not yet begun.
        int waiting() {
            return taken - underWay;
        }

        boolean half() {
            return opened > 0;
        }
    }

    private Point point(long endpoint) {
        Point known = points.get(endpoint);
        if (known != null) return known;
        if (points.size() > REMEMBERED) forget();
        int most = (int) Math.ceil(limits.endpointPerSecond()) + limits.burst() - 1;
        Point fresh = new Point(limits.endpointPerSecond(), limits.burst(), most, begun);
        points.put(endpoint, fresh);
        return fresh;
    }

    private void forget() {
        long now = time.nanos();
        points.values()
                .removeIf(point -> point.taken == 0
                        && point.failures == 0
                        && point.turn(now, 0) <= now
                        && point.answered.isEmpty());
    }

    /// How many may be taken up now.
    synchronized int room(int atMost) {
        long now = time.nanos();
        if (all.half() && all.taken > 0) return 0;
        int room = 0;
        while (room < atMost && all.turn(now, all.waiting() + room) <= now + AHEAD) {
            room++;
            if (all.half()) break;
        }
        return room;
    }

    /// Takes up one for an endpoint if its turn is near; it is given back by `done` or `dropped`.
    synchronized boolean take(long endpoint) {
        long now = time.nanos();
        Point point = point(endpoint);
        if (!isFree(point, now)) {
            turnedAway = true;
            turnedAwayAt = now;
            return false;
        }
        point.taken++;
        all.taken++;
        return true;
    }

    /// Takes up one that waits however long its turn is off; otherwise as `take`.
    synchronized void reserve(long endpoint) {
        point(endpoint).taken++;
        all.taken++;
    }

    private boolean isFree(Point point, long now) {
        if (point.half() && point.taken > 0) return false;
        return point.turn(now, point.waiting()) <= now + AHEAD;
    }

    /// Endpoints for which nothing can be taken up now.
    synchronized Set<Long> blocked() {
        long now = time.nanos();
        Set<Long> blocked = new HashSet<>();
        points.forEach((endpoint, point) -> {
            if (!isFree(point, now)) blocked.add(endpoint);
        });
        return blocked;
    }

    /// Whether something was turned away lately that may be taken up soon.
    synchronized boolean isWaiting() {
        long now = time.nanos();
        if (all.turn(now, all.waiting()) > now + AHEAD) return !all.held || all.heldUntil <= now + SECOND;
        return turnedAway && now - turnedAwayAt < SECOND;
    }

    /// Waits for the turn of one that was taken up; once it has come, `answered` must follow.
    ///
    /// @return false if it was asked to wait longer than is worth it; it is given back then
    boolean awaitTurn(long endpoint) throws InterruptedException {
        while (true) {
            long wait;
            synchronized (this) {
                long now = time.nanos();
                Point point = point(endpoint);
                long turn = Math.max(all.turn(now, 0), point.turn(now, 0));
                if (turn > now + 4 * AHEAD) return false;
                if (turn <= now) {
                    all.use(now);
                    point.use(now);
                    return true;
                }
                wait = turn - now;
            }
            time.sleep(Duration.ofNanos(wait));
        }
    }

    /// What had its turn is no longer on its way to the other side.
    synchronized void answered(long endpoint) {
        long now = time.nanos();
        all.answered(now);
        point(endpoint).answered(now);
    }

    /// A time to be left alone.
    ///
    /// @param endpoint `ALL` for the channel
    record Hold(long endpoint, Duration left, int failures, String reason) {}

    synchronized void restore(Hold hold) {
        Point point = hold.endpoint() == ALL ? all : point(hold.endpoint());
        hold(point, hold.left());
        point.failures = hold.failures();
    }

    private void hold(Point point, Duration duration) {
        long until = time.nanos() + duration.toNanos();
        if (!point.held || until > point.heldUntil) point.heldUntil = until;
        point.held = true;
    }

    /// Takes note of what came of an attempt, at once, before anything else is sent.
    ///
    /// @return a hold that begins now and must outlive a restart; null for none
    synchronized @Nullable Hold done(long endpoint, @Nullable Outcome outcome) {
        Point point = point(endpoint);
        point.taken--;
        all.taken--;
        return switch (outcome) {
            case null -> null;
            case Sent sent -> good(point);
            case Refused refused -> good(point);
            case NotNow(Reason reason, Duration after, boolean whole)
            when after != null -> {
                Point held = whole ? all : point;
                hold(held, after);
                yield new Hold(whole ? ALL : endpoint, after, held.failures, reason.written());
            }
            case NotNow notNow -> bad(endpoint, point, notNow.reason());
            case Unsure unsure -> bad(endpoint, point, unsure.reason());
        };
    }

    private @Nullable Hold good(Point point) {
        point.failures = 0;
        point.opened = 0;
        all.failures = 0;
        all.opened = 0;
        return null;
    }

    private @Nullable Hold bad(long endpoint, Point point, Reason reason) {
        boolean server = switch (reason.kind()) {
            case NO_CONNECTION, TIMED_OUT, CONNECTION_LOST, SERVER_FAULT -> true;
            case BUSY,
                    REFUSED,
                    ADDRESS_GONE,
                    ADDRESS_UNUSABLE,
                    FORBIDDEN_ADDRESS,
                    NOT_UNDERSTOOD,
                    NOT_FOR_THIS_CHANNEL,
                    WORKER_LOST -> false;
        };
        if (!server) return null;
        point.failures++;
        all.failures++;
        if (limits.oneServer() && all.failures >= ALL_BROKEN) return open(ALL, all, reason);
        return point.failures >= BROKEN ? open(endpoint, point, reason) : null;
    }

    /// Leaves it alone for a while, longer each time; then one attempt shows whether it works again.
    private @Nullable Hold open(long endpoint, Point point, Reason reason) {
        long now = time.nanos();
        // Others that were under way when it opened say nothing new.
        if (point.held && point.heldUntil > now) return null;
        Duration whole = FIRST_OPEN.multipliedBy(1L << Math.min(10, point.opened));
        if (whole.compareTo(LONGEST_OPEN) > 0) whole = LONGEST_OPEN;
        point.opened++;
        Duration open = Duration.ofNanos((long) (whole.toNanos() * (0.75 + 0.5 * random.nextDouble())));
        hold(point, open);
        return new Hold(endpoint, open, point.failures, reason.written());
    }
}
