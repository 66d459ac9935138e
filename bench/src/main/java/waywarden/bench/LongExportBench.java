package waywarden.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.intake.Imported;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Perspective.Resolved;
import waywarden.intake.Progress;
import waywarden.packed.Pack;
import waywarden.screening.Concern;
import waywarden.screening.Screener;
import waywarden.screening.Screening;
import waywarden.screening.Screening.Screened;

/// What a very long export costs: to read and decode it, and to screen all that is in it by one thread and by all
/// processors, in one process with a small heap. `LongExportBench whatsapp|mbox BYTES FILE`: the file is made if it is not there.
public final class LongExportBench {

    private LongExportBench() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[2]);
        if (Files.notExists(file)) LongExport.write(args[0], Long.parseLong(args[1]), file);
        System.out.printf(
                Locale.ROOT,
                "%s, %,d bytes, heap at most %,d MB; load of the machine %.1f%n",
                args[0],
                Files.size(file),
                Runtime.getRuntime().maxMemory() >> 20,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.println("                      wall s   processor s   heap MB at its highest");
        Resolved known = null;
        try (Phase reading = new Phase("reading and decoding")) {
            known = read(file);
        }
        Screener screener = Screener.bundled();
        Map<Concern, Integer> concerns = new EnumMap<>(Concern.class);
        try (Phase screening = new Phase("screening")) {
            Pack found = new Pack();
            for (Conversation conversation : known.conversations()) {
                count(screener.screen(conversation, found), concerns);
            }
        }
        System.out.println(concerns);
        concerns.clear();
        try (Phase screening = new Phase("by all processors")) {
            screener.screen(known.conversations(), new Pack(), screened -> count(screened, concerns));
        }
        System.out.println(concerns);
    }

    private static void count(Screening screening, Map<Concern, Integer> concerns) {
        if (screening instanceof Screened seen) concerns.merge(seen.concern(), 1, Integer::sum);
    }

    /// Until every message has been in memory once.
    private static Resolved read(Path file) {
        Imported imported = Intake.read(List.of(file), IntakeLimits.DEFAULT, Progress.NONE);
        List<String> me = List.of("Mira", "mira@example.com");
        if (!(Perspective.of(imported.transcripts(), me) instanceof Resolved known)) {
            throw new IllegalStateException("who is who does not show");
        }
        long messages = 0;
        long characters = 0;
        for (Conversation conversation : known.conversations()) {
            for (Message message : conversation.messages()) {
                messages++;
                characters += message.text().length();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%,d conversations, %,d messages, %,d characters, %d problems%n",
                known.conversations().size(),
                messages,
                characters,
                imported.problems().size());
        return known;
    }

    /// One line of the table.
    private static final class Phase implements AutoCloseable {
        private final String name;
        private final long wall = System.nanoTime();
        private final long processor = processor();

        private Phase(String name) {
            this.name = name;
            ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        }

        private static long processor() {
            return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                    .getProcessCpuTime();
        }

        @Override
        public void close() {
            long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %7.1f   %11.1f   %d%n",
                    name,
                    (System.nanoTime() - wall) / 1e9,
                    (processor() - processor) / 1e9,
                    heap >> 20);
        }
    }
}
