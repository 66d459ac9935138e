package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeldThreadsTest {

    @Test
    void turnsNewestFirstRound() {
        assertThat(order(true, said("c", 3), said("b", 2), said("a", 1))).containsExactly("a", "b", "c");
    }

    @Test
    void keepsMessagesOfOneMomentInTheirWrittenOrderTurnedRound() {
        assertThat(order(true, said("d", 3), said("c", 2), said("b", 2), said("a", 1)))
                .containsExactly("a", "b", "c", "d");
        assertThat(order(false, said("a", 1), said("b", 2), said("c", 2), said("d", 3)))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void goesByTheTimesWhereTheFormatIsWrong() {
        assertThat(order(true, said("a", 1), said("b", 2), said("c", 3))).containsExactly("a", "b", "c");
    }

    @Test
    void keepsAMessageWithoutTimeBesideItsNeighbour() {
        assertThat(order(true, said("c", 3), said("b", null), said("a", 1))).containsExactly("a", "b", "c");
    }

    @Test
    void goesByTheFormatWhereNoTimeIsTold() {
        assertThat(order(true, said("b", null), said("a", null))).containsExactly("a", "b");
        assertThat(order(false, said("a", null), said("b", null))).containsExactly("a", "b");
    }

    private static List<String> order(boolean newestFirst, Utterance... said) {
        return HeldThreads.inTimeOrder(List.of(said), newestFirst).stream()
                .map(Utterance::text)
                .toList();
    }

    private static Utterance said(String text, @Nullable Integer hour) {
        OffsetDateTime at = hour == null ? null : OffsetDateTime.parse("2026-01-01T0" + hour + ":00:00Z");
        return new Utterance(at, "a", text);
    }
}
