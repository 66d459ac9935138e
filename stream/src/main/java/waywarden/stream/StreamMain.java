package waywarden.stream;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import waywarden.conversation.WaywardenException;
import waywarden.intake.Imported;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Perspective.Resolved;
import waywarden.intake.Perspective.WhoAreYou;
import waywarden.intake.Problem;
import waywarden.intake.Progress;

/// Starts the job: from a folder of exports in this process, or between Kafka's topics, in this process or on the
/// cluster that Flink's own client was told of.
public final class StreamMain {

    private static final int NOT_ALL_READ = 1;
    private static final int WRONG_USAGE = 2;

    private StreamMain() {}

    public static void main(String[] args) throws Exception {
        StreamOptions options;
        try {
            options = StreamOptions.of(args);
        } catch (WaywardenException fault) {
            say(String.valueOf(fault.getMessage()));
            System.exit(WRONG_USAGE);
            return;
        }
        int code = run(options);
        // A client of a cluster runs this too, and goes on by itself.
        if (code != 0 || options.kafka() == null) System.exit(code);
    }

    private static int run(StreamOptions options) throws Exception {
        try {
            StreamOptions.Kafka kafka = options.kafka();
            if (kafka == null) return replay(options);
            between(options, kafka);
            return 0;
        } catch (WaywardenException fault) {
            say(String.valueOf(fault.getMessage()));
            return WRONG_USAGE;
        } catch (JobExecutionException failed) {
            say(StreamTexts.say(options.locale(), "job.failed", cause(failed)));
            return NOT_ALL_READ;
        }
    }

    /// The kind of the innermost fault; what it says may name what it met.
    private static String cause(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause.getClass().getSimpleName();
    }

    // --- a folder ---

    private static int replay(StreamOptions options) throws Exception {
        quiet();
        Imported imported = Intake.read(options.from(), IntakeLimits.DEFAULT, Progress.NONE);
        Resolved known = switch (Perspective.of(imported.transcripts(), options.me())) {
            case Resolved resolved -> resolved;
            case WhoAreYou unknown -> throw new WaywardenException(whoIsWho(options.locale(), unknown));
        };
        problems(options.locale(), imported.problems());
        problems(options.locale(), known.notes());
        List<Arrival> arrivals = HeldArrivals.of(known.conversations());
        if (arrivals.isEmpty()) {
            say(StreamTexts.say(options.locale(), "nothing.read"));
            return NOT_ALL_READ;
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(configuration(options));
        env.setParallelism(tasks(options));
        FAULTS.set(0);
        var source = env.fromSource(
                        HeldArrivals.source(arrivals), ScreeningJob.watermarks(options.settings()), "folder")
                .setParallelism(1);
        ScreeningJob job = ScreeningJob.of(source, options.settings(), ScreenerSource.BUNDLED);
        job.outcomes().map(Outcome::json, Types.STRING).sinkTo(new Printed(false));
        job.faults()
                .map(
                        fault -> {
                            FAULTS.incrementAndGet();
                            return fault.where() + ": " + fault.reason();
                        },
                        Types.STRING)
                .sinkTo(new Printed(true));
        env.execute("waywarden");
        return imported.hasLosses() || FAULTS.get() > 0 ? NOT_ALL_READ : 0;
    }

    /// Of a job in this process.
    private static final AtomicLong FAULTS = new AtomicLong();

    private static String whoIsWho(Locale locale, WhoAreYou unknown) {
        if (unknown.candidates().isEmpty()) return StreamTexts.say(locale, "nothing.read");
        String names = unknown.candidates().stream()
                .limit(12)
                .map(candidate -> candidate.name().replaceAll("\\p{Cntrl}", " "))
                .collect(Collectors.joining(", "));
        return StreamTexts.say(locale, "me.tell", names);
    }

    private static void problems(Locale locale, List<Problem> problems) {
        for (Problem problem : problems) {
            String place = problem.line() == 0 ? problem.file() : problem.file() + ":" + problem.line();
            say(place + ": " + problem.reason().in(language(locale)));
        }
    }

    private static Locale language(Locale locale) {
        return locale.getLanguage().equals("zh") ? Locale.CHINESE : Locale.ENGLISH;
    }

    // --- topics ---

    private static void between(StreamOptions options, StreamOptions.Kafka kafka) throws Exception {
        if (System.getProperty("java.util.logging.config.file") == null)
            Logger.getLogger("").setLevel(Level.WARNING);
        KafkaEnds ends = new KafkaEnds(kafka, more(options.locale(), kafka.more()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration(options));
        if (options.parallelism() > 0) env.setParallelism(options.parallelism());
        define(env, options.settings(), ends);
        JobExecutionResult result = env.execute("waywarden");
        if (result.isJobExecutionResult()) say(StreamTexts.say(options.locale(), "job.over"));
    }

    static void define(StreamExecutionEnvironment env, StreamSettings settings, KafkaEnds ends) {
        WatermarkStrategy<Arrival> watermarks = ScreeningJob.watermarks(settings);
        ScreeningJob job = ScreeningJob.of(
                env.fromSource(ends.source(), watermarks, "messages").uid("messages"),
                settings,
                ScreenerSource.BUNDLED);
        job.outcomes().sinkTo(ends.outcomes()).uid("outcomes").name("outcomes");
        job.faults().sinkTo(ends.faults()).uid("faults").name("faults");
    }

    private static Properties more(Locale locale, @org.jspecify.annotations.Nullable Path file) {
        Properties properties = new Properties();
        if (file == null) return properties;
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new WaywardenException(StreamTexts.say(locale, "kafka.settings", file), e);
        }
        return properties;
    }

    // --- both ---

    private static Configuration configuration(StreamOptions options) {
        Configuration configuration = ScreeningJob.configuration();
        // Of a cluster within this process: nobody else is to reach it.
        configuration.set(RestOptions.BIND_ADDRESS, "localhost");
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.CANCEL_ENABLE, false);
        if (options.kafka() == null) return configuration;
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.every());
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        if (options.checkpoints() != null) {
            configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, options.checkpoints());
            configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, options.checkpoints());
            configuration.set(
                    CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                    ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        }
        return configuration;
    }

    private static int tasks(StreamOptions options) {
        return options.parallelism() > 0
                ? options.parallelism()
                : Runtime.getRuntime().availableProcessors();
    }

    /// Libraries that read exports say what they meet in them; it is nobody's business.
    private static void quiet() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
    }

    private static void say(String sentence) {
        new PrintStream(System.err, true, StandardCharsets.UTF_8).println(sentence);
    }
}
