package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimeOrderTest {

    private record Timed(int number, @Nullable Instant at) {}

    @Test
    void isTheOrderOfAStableSort() {
        Random random = new Random(3);
        for (int size : new int[] {0, 1, 2, 3, 17, 500}) {
            for (int spread : new int[] {1, 5, 1_000_000}) {
                List<Timed> elements = new ArrayList<>();
                TimeOrder order = new TimeOrder();
                for (int i = 0; i < size; i++) {
                    Instant at = random.nextInt(10) == 0
                            ? null
                            : Instant.ofEpochSecond(random.nextInt(spread), random.nextInt(3));
                    elements.add(new Timed(i, at));
                    order.add(at);
                }
                List<Timed> sorted = new ArrayList<>(elements);
                sorted.sort(Comparator.comparing(Timed::at, Comparator.nullsFirst(Comparator.naturalOrder())));
                assertThat(order.of(elements)).isEqualTo(sorted);
            }
        }
    }

    @Test
    void whatIsInOrderStays() {
        TimeOrder order = new TimeOrder();
        IntStream.range(0, 100).forEach(i -> order.add(Instant.ofEpochSecond(i / 2)));
        assertThat(order.order()).isEqualTo(IntStream.range(0, 100).toArray());
    }
}
