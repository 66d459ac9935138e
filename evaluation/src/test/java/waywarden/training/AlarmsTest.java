package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlarmsTest {

    /// Half of the values are exponential with mean 1, the others nothing: exp(-x) / 2 of all exceed x.
    private static double[] values(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToDouble(i -> i % 2 == 0 ? -Math.log(1 - random.nextDouble()) : Double.NEGATIVE_INFINITY)
                .toArray();
    }

    @Test
    void theShareAskedForExceedsIt() {
        double[] each = IntStream.range(0, 200)
                .mapToDouble(seed -> Alarms.exceededBy(1e-3, values(3_000, seed)))
                .toArray();
        assertThat(Arrays.stream(each).average().orElseThrow()).isCloseTo(Math.log(0.5 / 1e-3), within(0.15));
    }

    @Test
    void itVariesLessThanTheVeryHighestDo() {
        double[] fitted = new double[200];
        double[] second = new double[200];
        for (int seed = 0; seed < fitted.length; seed++) {
            double[] values = values(3_000, seed);
            fitted[seed] = Alarms.exceededBy(1e-3, values);
            second[seed] = Arrays.stream(values).sorted().toArray()[values.length - 2];
        }
        assertThat(variance(fitted)).isLessThan(variance(second) / 2);
    }

    private static double variance(double[] of) {
        double mean = Arrays.stream(of).average().orElseThrow();
        return Arrays.stream(of).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    }

    @Test
    void whereNothingWouldAlarmNothingIsAsked() {
        assertThat(Alarms.exceededBy(1e-3, new double[0])).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Alarms.exceededBy(1e-3, new double[] {Double.NEGATIVE_INFINITY, 2}))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
