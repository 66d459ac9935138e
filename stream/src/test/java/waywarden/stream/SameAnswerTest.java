package waywarden.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waywarden.conversation.Conversation;

/// Library, command line and job say the same of every conversation, bit for bit, however the job is spread and
/// whatever stops it on its way.
class SameAnswerTest {

    private static final StreamSettings EVERY =
            new StreamSettings(java.time.Duration.ZERO, StreamSettings.DEFAULT.idle(), true);
    private static final JsonMapper JSON = JsonMapper.shared();

    @SuppressWarnings("NullAway.Init")
    private static Cluster cluster;

    private static List<Conversation> conversations = List.of();
    private static Map<String, String> library = Map.of();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeAll
    static void readTheCorpus() throws Exception {
        conversations = Corpus.some();
        library = Answers.ofLibrary(conversations);
        cluster = new Cluster();
        System.out.println("Same answer: " + conversations.size() + " conversations, " + library.size() + " messages"
                + (Corpus.WHOLE ? "" : "; all of them with -Dwaywarden.stream.whole=true"));
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    private StreamExecutionEnvironment job(int parallelism, String backend, boolean slowly, Collected collected) {
        StreamExecutionEnvironment env = Cluster.environment(parallelism, folder.resolve("checkpoints"), backend);
        var source = HeldArrivals.source(
                HeldArrivals.of(conversations), slowly ? Cluster.SLOWLY : RateLimiterStrategy.noOp());
        var arrivals = env.fromSource(source, ScreeningJob.watermarks(EVERY), "corpus")
                .setParallelism(1)
                .uid("corpus");
        ScreeningJob.of(arrivals, EVERY, ScreenerSource.BUNDLED)
                .outcomes()
                .sinkTo(collected)
                .uid("collected");
        return env;
    }

    @ParameterizedTest
    @CsvSource({"1,hashmap", "2,rocksdb", "4,hashmap"})
    void theJobSaysWhatTheLibrarySays(int parallelism, String backend) throws Exception {
        Collected collected = Collected.begin();
        cluster.await(cluster.submit(job(parallelism, backend, false, collected), null));
        assertThat(collected.outcomes()).isEqualTo(library);
    }

    @Test
    void savepointsCarryItToOtherParallelisms() throws Exception {
        Collected collected = Collected.begin();
        JobID two = cluster.submit(job(2, "hashmap", true, collected), null);
        String first = stoppedAfter(library.size() / 5, two, collected);
        JobID four = cluster.submit(job(4, "rocksdb", true, collected), first);
        String second = stoppedAfter(library.size() / 5, four, collected);
        assertThat(collected.outcomes()).hasSizeLessThan(library.size());
        cluster.await(cluster.submit(job(1, "hashmap", false, collected), second));
        assertThat(collected.contradictions()).isEmpty();
        assertThat(collected.outcomes()).isEqualTo(library);
    }

    @Test
    void itGoesOnWhereItWasAfterATaskManagerIsKilled() throws Exception {
        Collected collected = Collected.begin();
        JobID job = cluster.submit(job(4, "hashmap", true, collected), null);
        awaitMessages(library.size() / 3, job, collected);
        cluster.killOne();
        awaitMessages(library.size() * 2 / 3, job, collected);
        cluster.killOne();
        assertThat(cluster.isOver(job)).isFalse();
        cluster.await(job);
        assertThat(collected.contradictions()).isEmpty();
        assertThat(collected.outcomes()).isEqualTo(library);
    }

    private String stoppedAfter(int messages, JobID job, Collected collected) throws Exception {
        awaitMessages(collected.outcomes().size() + messages, job, collected);
        return cluster.stopWithSavepoint(job, folder.resolve("savepoints"));
    }

    private static void awaitMessages(int messages, JobID job, Collected collected) throws Exception {
        while (collected.outcomes().size() < messages) {
            assertThat(cluster.isOver(job)).isFalse();
            Thread.sleep(5);
        }
    }

    @Test
    void theCommandLineSaysWhatTheLibrarySays() throws IOException {
        Map<String, String> shown = new HashMap<>();
        for (String line : commandLine()) {
            JsonNode conversation = JSON.readTree(line);
            for (JsonNode message : conversation.get("messages")) {
                String key = conversation.get("id").stringValue() + " "
                        + message.get("i").intValue();
                if (library.containsKey(key)) shown.put(key, seen(message));
            }
        }
        Map<String, String> expected = new HashMap<>();
        library.forEach((key, json) -> {
            if (shown.containsKey(key)) expected.put(key, seen(JSON.readTree(json)));
        });
        assertThat(shown).isEqualTo(expected).hasSizeGreaterThan(Corpus.WHOLE ? library.size() - 1 : 200);
    }

    /// What both shapes tell; the command line rounds to six decimals.
    private static String seen(JsonNode message) {
        StringBuilder seen = new StringBuilder(message.get("from") + " " + message.get("phase"));
        for (JsonNode part : message.get("belief")) seen.append(' ').append(rounded(part));
        for (JsonNode finding : message.get("findings")) {
            seen.append(' ').append(finding.get("indicator").stringValue());
            seen.append(' ').append(finding.get("start")).append('-').append(finding.get("end"));
            seen.append(' ').append(rounded(finding.get("strength")));
        }
        return seen.toString();
    }

    private static double rounded(JsonNode number) {
        return Math.rint(number.doubleValue() * 1e6) / 1e6;
    }

    private static List<String> commandLine() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "waywarden.cli.Waywarden",
                "screen",
                "--json"));
        List<Path> files = Corpus.files();
        for (int i = 0; i < files.size(); i += Corpus.WHOLE ? 1 : 5) {
            command.add(files.get(i).toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return out.lines().toList();
    }

    @Test
    void theSampleHasBothKindsOfConversation() {
        assertThat(library.values()).anyMatch(json -> json.contains("\"concern\":\"stop\""));
        assertThat(lastOf("none")).isNotNull();
    }

    private static @Nullable String lastOf(String concern) {
        return library.values().stream()
                .filter(json -> json.contains("\"concern\":\"" + concern + "\""))
                .findFirst()
                .orElse(null);
    }
}
