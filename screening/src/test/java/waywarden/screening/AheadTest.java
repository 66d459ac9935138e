package waywarden.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.indicator.IndicatorCatalog;
import waywarden.packed.Pack;
import waywarden.screening.Screener.Glance;
import waywarden.screening.Screening.NotScreened;
import waywarden.screening.Screening.Screened;

class AheadTest {

    private static final Screener SCREENER = Screener.bundled();

    /// Texts that the catalogue's files give as examples, in all their languages.
    private static final List<String> TEXTS = IndicatorCatalog.bundled().all().stream()
            .flatMap(indicator -> indicator.hits().values().stream())
            .flatMap(List::stream)
            .flatMap(example -> example.turns().stream())
            .map(turn -> turn.text())
            .distinct()
            .toList();

    private static List<Message> messages(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new Message(
                        null,
                        random.nextBoolean() ? Speaker.CONTACT : Speaker.WORKER,
                        TEXTS.get(random.nextInt(TEXTS.size()))
                                + (random.nextInt(400) == 0 ? " ok".repeat(15_000) : "")))
                .toList();
    }

    private static Conversation conversation(String id, List<Message> messages) {
        return new Conversation(id, "a test", "Kim", "chat", null, messages);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9})
    void findsTheSameByHoweverManyThreads(int helpers) {
        List<Message> messages = messages(1_000, 7);
        List<Screener.Look> looks = new ArrayList<>();
        try (Ahead ahead = new Ahead(SCREENER::glance, messages.iterator(), helpers)) {
            Screener.Heard heard = Screener.Heard.NOTHING;
            for (int i = 0; i < messages.size(); i++) {
                Screener.Look look = SCREENER.look(heard, i, ahead.next());
                heard = look.heard();
                looks.add(look.alone());
            }
            assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
        }
        Screener.Heard heard = Screener.Heard.NOTHING;
        for (int i = 0; i < messages.size(); i++) {
            Screener.Look alone = SCREENER.look(heard, i, messages.get(i));
            heard = alone.heard();
            assertThat(looks.get(i).message()).isEqualTo(alone.message());
            assertThat(looks.get(i).findings()).isEqualTo(alone.findings());
            assertThat(looks.get(i).odds()).isEqualTo(alone.odds());
            assertThat(looks.get(i).likeOdds()).isEqualTo(alone.likeOdds());
            assertThat(looks.get(i).seen().acts()).isEqualTo(alone.seen().acts());
            assertThat(looks.get(i).seen().weight()).isEqualTo(alone.seen().weight());
            assertThat(looks.get(i).seen().odds()).isEqualTo(alone.seen().odds());
        }
    }

    @Test
    void screensConversationsTogetherAsEachAlone() {
        List<Message> workers = messages(300, 3).stream()
                .filter(message -> message.from() == Speaker.WORKER)
                .toList();
        List<Conversation> all = List.of(
                conversation("long", messages(2_500, 1)),
                conversation("without a word of the contact's", workers),
                conversation("empty", List.of()),
                conversation("short", messages(5, 2)));
        List<Screening> told = new ArrayList<>();
        List<Screening> together = SCREENER.screen(all, new Pack(), told::add);
        assertThat(told).isEqualTo(together).hasSize(4);
        for (int i = 0; i < all.size(); i++) {
            Screening alone = SCREENER.screen(all.get(i));
            assertThat(together.get(i)).isEqualTo(alone);
        }
        assertThat(together.get(1)).isInstanceOf(NotScreened.class);
        assertThat(together.get(3)).isInstanceOf(Screened.class);
    }

    /// Counts what has been asked for.
    private static Iterator<Message> counted(AtomicInteger asked, String text) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Message next() {
                asked.incrementAndGet();
                return new Message(null, Speaker.CONTACT, text);
            }
        };
    }

    @Test
    void readsNoMoreThanALittleAhead() {
        AtomicInteger asked = new AtomicInteger();
        try (Ahead ahead = new Ahead(SCREENER::glance, counted(asked, "hello"), 2)) {
            for (int i = 0; i < 1_000; i++) ahead.next();
            assertThat(asked.get()).isLessThan(1_000 + 3_000);
        }
        asked.set(0);
        try (Ahead ahead = new Ahead(SCREENER::glance, counted(asked, "o".repeat(100_000)), 2)) {
            for (int i = 0; i < 10; i++) ahead.next();
            assertThat(asked.get()).as("texts of 100,000 characters").isLessThan(10 + 10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aFaultComesWhereItsMessageStands(int helpers) {
        List<Message> messages = new ArrayList<>(messages(1_000, 5));
        messages.set(500, new Message(null, Speaker.CONTACT, "the bad one"));
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Ahead ahead = new Ahead(
                message -> {
                    threads.add(Thread.currentThread());
                    if (message.text().equals("the bad one")) throw new IllegalStateException("as asked");
                    return SCREENER.glance(message);
                },
                messages.iterator(),
                helpers)) {
            for (int i = 0; i < 500; i++) {
                Glance glance = ahead.next();
                assertThat(glance.message()).isSameAs(messages.get(i));
            }
            assertThatThrownBy(ahead::next).isInstanceOf(IllegalStateException.class);
        }
        threads.remove(Thread.currentThread());
        assertThat(threads).allMatch(AheadTest::ends);
    }

    /// An executor says that it has ended when its last task has, a moment before that task's thread is gone.
    private static boolean ends(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anInterruptionChangesNothingAndIsPassedOn() {
        List<Message> messages = messages(2_000, 6);
        Thread.currentThread().interrupt();
        try (Ahead ahead = new Ahead(SCREENER::glance, messages.iterator(), 2)) {
            for (Message message : messages) assertThat(ahead.next().message()).isSameAs(message);
        }
        assertThat(Thread.interrupted()).isTrue();
    }
}
