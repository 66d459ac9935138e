package waywarden.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.indicator.IndicatorMatcher;
import waywarden.indicator.NormalText;
import waywarden.indicator.PartOfCatalog;
import waywarden.screening.Screener;
import waywarden.stream.StateBytes;

/// What a message costs as the stream grows longer, the conversations more and the catalogue larger: processor time of
/// one thread. `GrowthBench MESSAGES CONVERSATIONS [PLOT.svg]`, the most of each as a power of ten.
public final class GrowthBench {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int SAMPLE = 40_000;

    private final Screener screener = Screener.bundled();
    private final StateBytes bytes = new StateBytes(screener);
    private final List<Message> messages = new ArrayList<>();
    private final List<byte[]> standings = new ArrayList<>();

    public static void main(String[] args) throws IOException {
        GrowthBench bench = new GrowthBench();
        bench.read();
        List<double[]> byMessages = bench.byMessages(Integer.parseInt(args[0]));
        List<double[]> byConversations = bench.byConversations(Integer.parseInt(args[1]));
        bench.byIndicators();
        if (args.length > 2) Files.writeString(Path.of(args[2]), GrowthPlot.svg(byMessages, byConversations));
    }

    private void read() throws IOException {
        for (Conversation conversation : CorpusMessages.conversations()) {
            Screener.Standing standing = screener.start();
            for (Message message : conversation.messages()) {
                messages.add(message);
                standing = screener.step(standing, message).standing();
                standings.add(bytes.pack(standing));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d messages of the corpus; state of a conversation after each: %.0f bytes on average, %d at most%n",
                messages.size(),
                standings.stream().mapToInt(state -> state.length).average().orElse(0),
                standings.stream().mapToInt(state -> state.length).max().orElse(0));
    }

    /// One stream in which 1,000 conversations take turns without end, none ever begun anew.
    private List<double[]> byMessages(int power) {
        System.out.println("\nmessages so far   us a message   bytes of a conversation");
        List<double[]> points = new ArrayList<>();
        byte[][] live = new byte[1_000][];
        java.util.Arrays.fill(live, bytes.pack(screener.start()));
        long done = 0;
        for (int p = 3; p <= power; p++) {
            long most = Math.round(Math.pow(10, p));
            long timed = 0;
            long begun = CPU.getCurrentThreadCpuTime();
            for (; done < most; done++, timed++) step(live, (int) (done % live.length), (int) (done % messages.size()));
            points.add(point(most, begun, timed, live));
        }
        return points;
    }

    /// So many conversations are live, each somewhere in its course; messages come for any of them.
    private List<double[]> byConversations(int power) {
        System.out.println("\nlive conversations   us a message   bytes of a conversation");
        List<double[]> points = new ArrayList<>();
        Random random = new Random(7);
        for (int p = 2; p <= power; p++) {
            byte[][] live = new byte[(int) Math.round(Math.pow(10, p))][];
            for (int i = 0; i < live.length; i++) {
                live[i] = standings.get(random.nextInt(standings.size())).clone();
            }
            long begun = CPU.getCurrentThreadCpuTime();
            for (int i = 0; i < SAMPLE; i++) step(live, random.nextInt(live.length), random.nextInt(messages.size()));
            points.add(point(live.length, begun, SAMPLE, live));
        }
        return points;
    }

    private void step(byte[][] live, int conversation, int message) {
        Screener.Standing standing = bytes.unpack(live[conversation]);
        live[conversation] =
                bytes.pack(screener.step(standing, messages.get(message)).standing());
    }

    private static double[] point(long many, long begun, long timed, byte[][] live) {
        double micros = (CPU.getCurrentThreadCpuTime() - begun) / 1e3 / timed;
        double size = 0;
        for (byte[] state : live) size += state.length;
        System.out.printf(Locale.ROOT, "%,15d   %12.1f   %23.0f%n", many, micros, size / live.length);
        return new double[] {many, micros};
    }

    private void byIndicators() {
        System.out.println("\nindicators' words, part of the catalogue   us a message");
        List<NormalText> texts =
                messages.stream().map(message -> NormalText.of(message.text())).toList();
        for (int step : new int[] {8, 4, 2, 1}) {
            IndicatorMatcher matcher = PartOfCatalog.oneIn(step);
            double micros = 0;
            for (int round = 0; round < 3; round++) {
                long begun = CPU.getCurrentThreadCpuTime();
                for (int i = 0; i < texts.size(); i++) {
                    matcher.match(
                            IndicatorMatcher.Memory.EMPTY, i, messages.get(i).from(), texts.get(i));
                }
                micros = (CPU.getCurrentThreadCpuTime() - begun) / 1e3 / texts.size();
            }
            System.out.printf(Locale.ROOT, "1/%d   %.1f%n", step, micros);
        }
    }
}
