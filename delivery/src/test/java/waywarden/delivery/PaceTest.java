package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.testkit.VirtualTime;

/// The limits of a channel as its other side counts them, when attempts are held up on the way.
class PaceTest {

    private static final Limits TELEGRAM =
            new Limits(29.9, 0.8, 1, 32, Duration.ofSeconds(5), Duration.ofMinutes(30), Duration.ofDays(1), true);

    private static final Duration WHOLE = Duration.ofMinutes(5);

    /// An attempt under way; times in nanoseconds.
    private record Under(long chat, long arrives, long answered) implements Comparable<Under> {
        @Override
        public int compareTo(Under other) {
            return Long.compare(answered, other.answered);
        }
    }

    private record Arrival(long at, long chat) {}

    @Test
    void neverMoreThanTheLimitArriveInASecondHoweverLongTheyAreHeldUp() throws InterruptedException {
        List<Arrival> arrivals = run(50, Duration.ofMillis(2_500));
        assertThat(arrivals).hasSizeGreaterThan(1_000);
        assertThat(mostInASecond(arrivals.stream().map(Arrival::at).toList())).isLessThanOrEqualTo(30);
        Map<Long, List<Long>> chats = arrivals.stream()
                .collect(Collectors.groupingBy(Arrival::chat, Collectors.mapping(Arrival::at, Collectors.toList())));
        chats.forEach((chat, times) ->
                assertThat(mostInASecond(times)).as("chat %d", chat).isOne());
    }

    @Test
    void nearlyTheWholeLimitIsUsedWhereAnswersComeAtOnce() throws InterruptedException {
        List<Arrival> arrivals = run(5_000, Duration.ofMillis(12));
        // 29.4 a second is what ten thousand chats in 340 s need.
        assertThat(arrivals.size() / (double) WHOLE.toSeconds()).isBetween(29.0, 30.0);
        assertThat(mostInASecond(arrivals.stream().map(Arrival::at).toList())).isLessThanOrEqualTo(30);
    }

    /// Attempts for chats taken by chance, each arriving and answered after waits by chance.
    private static List<Arrival> run(int chats, Duration longest) throws InterruptedException {
        return new Run().over(chats, longest);
    }

    private static final class Run {
        private final VirtualTime time = new VirtualTime();
        private final PriorityQueue<Under> under = new PriorityQueue<>();
        private final List<Arrival> arrivals = new ArrayList<>();
        private final SplittableRandom random = new SplittableRandom(7);
        private final Pace pace;

        Run() {
            Timekeeper keeper = new Timekeeper(time::wall, time::nanos, VirtualTime.BEGIN, this::pass);
            pace = new Pace(TELEGRAM, keeper, random.split());
        }

        List<Arrival> over(int chats, Duration longest) throws InterruptedException {
            while (time.elapsed().compareTo(WHOLE) < 0) {
                long chat = 1L + random.nextInt(chats);
                if (pace.room(TELEGRAM.parallel() - under.size()) > 0 && pace.take(chat)) send(chat, longest.toNanos());
                else pass(Duration.ofMillis(1));
            }
            return arrivals;
        }

        private void send(long chat, long longest) throws InterruptedException {
            if (!pace.awaitTurn(chat)) {
                pace.done(chat, null);
                return;
            }
            long arrives = time.nanos() + random.nextLong(longest);
            under.add(new Under(chat, arrives, arrives + random.nextLong(longest)));
            arrivals.add(new Arrival(arrives, chat));
        }

        /// Answers come meanwhile.
        private void pass(Duration duration) {
            long end = time.nanos() + Math.max(1, duration.toNanos());
            while (!under.isEmpty() && under.peek().answered() <= end) {
                Under done = under.remove();
                time.pass(Duration.ofNanos(done.answered() - time.nanos()));
                pace.answered(done.chat());
                pace.done(done.chat(), new Outcome.Sent("1"));
            }
            time.pass(Duration.ofNanos(end - time.nanos()));
        }
    }

    private static int mostInASecond(List<Long> times) {
        List<Long> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        int most = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(first) <= sorted.get(last) - 1_000_000_000L) first++;
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
