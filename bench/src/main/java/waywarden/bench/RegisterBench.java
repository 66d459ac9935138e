package waywarden.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import waywarden.register.Entry;
import waywarden.register.Register;
import waywarden.register.RegisterBuilder;
import waywarden.register.RegisterKey;
import waywarden.register.RegisterReading;
import waywarden.register.Touch;

/// How fast a register of 100,000 pages opens and checks, within how much memory.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx232m", "-Xmn16m", "-XX:+UseSerialGC"})
public class RegisterBench {

    private static final int PAGES = 100_000;
    private static final int PAGES_OF_A_DOCUMENT = 20;
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "waywarden-bench");

    private RegisterKey key;
    private Register register;
    private String page;
    private String megabyte;

    /// Builds the register that the benchmarks read: `main` of the benchmark program.
    public static void main(String[] args) throws Exception {
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve("pages.wwr");
        KeyPair signer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        RegisterKey key = RegisterKey.generate(signer.getPublic(), new SecureRandom());
        PagesOfText text = new PagesOfText(1);
        RegisterBuilder builder = new RegisterBuilder(key, new SecureRandom());
        long began = System.nanoTime();
        for (int document = 0; document < PAGES / PAGES_OF_A_DOCUMENT; document++) {
            builder.document(
                    new Entry("document " + document, "desk", "", null, List.of()), text.pages(PAGES_OF_A_DOCUMENT));
        }
        builder.write(file, signer.getPrivate(), Instant.EPOCH);
        Files.write(FOLDER.resolve("secret"), key.secret());
        Files.write(FOLDER.resolve("issuer"), signer.getPublic().getEncoded());
        System.out.printf(
                "built %d pages in %.0f s: %.1f MB%n",
                PAGES, (System.nanoTime() - began) / 1e9, Files.size(file) / 1e6);
    }

    @Setup
    public void open() throws IOException, GeneralSecurityException {
        key = new RegisterKey(
                Files.readAllBytes(FOLDER.resolve("secret")),
                RegisterKey.issuerOf(Files.readAllBytes(FOLDER.resolve("issuer"))));
        register = opened();
        PagesOfText text = new PagesOfText(2);
        page = text.pages(1);
        megabyte = text.pages(400).substring(0, 1_000_000);
    }

    private Register opened() {
        if (Register.open(FOLDER.resolve("pages.wwr"), key) instanceof RegisterReading.Opened(Register opened)) {
            return opened;
        }
        throw new IllegalStateException("the register was refused");
    }

    /// Opens the register: reads, verifies, decrypts.
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 0)
    @Measurement(iterations = 5)
    public Register open100000Pages() {
        register = null;
        register = timed(this::opened);
        return register;
    }

    /// Checks a page of 500 words that touches nothing.
    @Benchmark
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public List<Touch> checkPage() {
        return timed(() -> register.check(page, DAY));
    }

    /// Checks a million letters: 1,000 divided by the result is MB a second.
    @Benchmark
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 2)
    public List<Touch> checkMegabyte() {
        return timed(() -> register.check(megabyte, DAY));
    }

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Long> spent = new ArrayList<>();

    /// Processor time beside JMH's wall time: on a machine that does other work too, the steadier figure of one core.
    private <T> T timed(Supplier<T> operation) {
        long began = THREADS.getCurrentThreadCpuTime();
        T result = operation.get();
        spent.add(THREADS.getCurrentThreadCpuTime() - began);
        return result;
    }

    /// Median processor time of an operation, and what the process held at its highest.
    @TearDown
    public void processorTimeAndMemory() throws IOException {
        List<Long> sorted = spent.stream().sorted().toList();
        System.out.printf("%nprocessor time, median: %.3f ms%n", sorted.get(sorted.size() / 2) / 1e6);
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM")) System.out.println(line);
        }
    }
}
