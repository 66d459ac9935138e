package waywarden.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Runs the Flink job on this machine: over a folder of exports, or between Kafka's topics. It is a process of its own,
/// whose libraries lie in a folder beside the program that no other command looks into, so that they cost a start
/// nothing.
@picocli.CommandLine.Command(name = "stream")
final class StreamCommand extends Command {

    private static final String MAIN = "waywarden.stream.StreamMain";

    /// What Flink needs to reach into on a JDK this new, and leave to load its native code.
    private static final List<String> JVM = List.of(
            "-XX:MaxRAMPercentage=50",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    @Option(names = "--from", paramLabel = "FOLDER", descriptionKey = "stream.from")
    List<Path> from = List.of();

    @Option(names = "--me", paramLabel = "NAME", descriptionKey = "screen.me")
    List<String> me = List.of();

    @Option(names = "--kafka", paramLabel = "HOST:PORT", descriptionKey = "stream.kafka")
    @Nullable
    String kafka;

    @Option(names = "--in", paramLabel = "TOPIC", descriptionKey = "stream.in")
    @Nullable
    String in;

    @Option(names = "--out", paramLabel = "TOPIC", descriptionKey = "stream.out")
    @Nullable
    String out;

    @Option(names = "--faults", paramLabel = "TOPIC", descriptionKey = "stream.faults")
    @Nullable
    String faults;

    @Option(names = "--group", paramLabel = "NAME", descriptionKey = "stream.group")
    @Nullable
    String group;

    @Option(names = "--kafka-settings", paramLabel = "FILE", descriptionKey = "stream.kafka-settings")
    @Nullable
    Path kafkaSettings;

    @Option(names = "--lateness", paramLabel = "PT1M", descriptionKey = "stream.lateness")
    @Nullable
    String lateness;

    @Option(names = "--idle", paramLabel = "P400D", descriptionKey = "stream.idle")
    @Nullable
    String idle;

    @Option(names = "--every-message", descriptionKey = "stream.every-message")
    boolean everyMessage;

    @Option(names = "--checkpoints", paramLabel = "FOLDER", descriptionKey = "stream.checkpoints")
    @Nullable
    String checkpoints;

    @Option(names = "--checkpoint-every", paramLabel = "PT10S", descriptionKey = "stream.checkpoint-every")
    @Nullable
    String checkpointEvery;

    @Option(names = "--parallelism", paramLabel = "N", descriptionKey = "stream.parallelism")
    @Nullable
    Integer parallelism;

    StreamCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        String classPath = classPath();
        if (classPath == null) throw new UsageFault(texts().say("stream.libraries"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(remembered());
        command.addAll(List.of("-cp", classPath, MAIN));
        command.addAll(arguments());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread stop = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            process.getOutputStream().close();
            process.getInputStream().transferTo(surroundings.out());
            surroundings.out().flush();
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_ALL_READ;
        } finally {
            process.destroy();
        }
    }

    /// A first run that the build remembered makes the start twice as fast.
    private static List<String> remembered() throws IOException {
        Path program = program();
        Path cache = program == null ? null : program.resolveSibling("stream.aot");
        return cache == null || !Files.isRegularFile(cache)
                ? List.of()
                : List.of("-XX:AOTCache=" + cache, "-Xlog:disable");
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        from.forEach(path -> add(arguments, "--from", path));
        me.forEach(name -> add(arguments, "--me", name));
        add(arguments, "--kafka", kafka);
        add(arguments, "--in", in);
        add(arguments, "--out", out);
        add(arguments, "--faults", faults);
        add(arguments, "--group", group);
        add(arguments, "--kafka-settings", kafkaSettings);
        add(arguments, "--lateness", lateness);
        add(arguments, "--idle", idle);
        add(arguments, "--checkpoints", checkpoints);
        add(arguments, "--checkpoint-every", checkpointEvery);
        add(arguments, "--parallelism", parallelism);
        add(arguments, "--lang", texts().locale().getLanguage());
        if (everyMessage) arguments.add("--every-message");
        return arguments;
    }

    private static void add(List<String> arguments, String name, @Nullable Object value) {
        if (value != null) arguments.addAll(List.of(name, value.toString()));
    }

    /// The folder beside the program; where the program runs from its classes, their class path.
    private static @Nullable String classPath() {
        Path here = program();
        if (here == null) return null;
        Path folder = here.resolveSibling("stream");
        boolean program = Files.isRegularFile(here) && Files.isDirectory(folder);
        if (program) return folder.resolve("*").toString();
        return StreamCommand.class.getResource("/waywarden/stream/StreamMain.class") == null
                ? null
                : System.getProperty("java.class.path");
    }

    /// The program's file, or the folder of its classes.
    private static @Nullable Path program() {
        try {
            return Path.of(StreamCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
