package waywarden.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/// The parts of [ScreeningBench] by processor time of one thread, for a machine that is busy with other work, where
/// JMH's
/// wall time says little.
public final class ProcessorTime {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int ROUND = 40_000;
    private static final int WARM_UP = 6;
    private static final int ROUNDS = 9;

    /// Kept, so that none of the work can be left out.
    static volatile Object last = "";

    private ProcessorTime() {}

    public static void main(String[] args) throws IOException {
        ScreeningBench bench = new ScreeningBench();
        bench.read();
        System.out.printf(
                Locale.ROOT,
                "load of the machine %.1f%nus of processor time a message   least   median   messages a second%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        print("folding the text", bench::a_fold);
        print("rules and phase step", bench::b_rulesAndPhaseStep);
        print("heads", bench::c_heads);
        print("everything", bench::d_everything);
        printSlowest(bench::d_everything);
    }

    private static void print(String part, Supplier<Object> once) {
        double[] micros = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long begun = CPU.getCurrentThreadCpuTime();
            for (int i = 0; i < ROUND; i++) last = once.get();
            if (round >= 0) micros[round] = (CPU.getCurrentThreadCpuTime() - begun) / 1e3 / ROUND;
        }
        Arrays.sort(micros);
        double median = micros[ROUNDS / 2];
        System.out.printf(Locale.ROOT, "%-29s   %5.1f   %6.1f   %,17.0f%n", part, micros[0], median, 1e6 / median);
    }

    /// Message by message; asking for the time is counted too.
    private static void printSlowest(Supplier<Object> once) {
        long[] nanos = new long[ROUND * 3];
        for (int i = 0; i < nanos.length; i++) {
            long begun = CPU.getCurrentThreadCpuTime();
            last = once.get();
            nanos[i] = CPU.getCurrentThreadCpuTime() - begun;
        }
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "one more message, us: half within %.0f", nanos[nanos.length / 2] / 1e3);
        System.out.printf(Locale.ROOT, ", 99 of 100 within %.0f", nanos[nanos.length / 100 * 99] / 1e3);
        System.out.printf(Locale.ROOT, ", 999 of 1,000 within %.0f", nanos[nanos.length / 1000 * 999] / 1e3);
        System.out.printf(Locale.ROOT, ", the slowest of %,d %.0f%n", nanos.length, nanos[nanos.length - 1] / 1e3);
    }
}
