package waywarden.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waywarden.conversation.Conversation;

/// A session cluster of processes of their own, started as docs/stream.md says: a task manager is killed with SIGKILL,
/// the job is stopped with a savepoint and started again from it, and each message is told once.
class StandaloneClusterTest {

    private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void killedStoppedAndRestoredItTellsEachMessageOnce() throws Exception {
        boolean asked = Boolean.getBoolean("waywarden.stream.standalone");
        if (!asked)
            System.out.println("Skipped: the standalone cluster is started with "
                    + "-Dwaywarden.stream.standalone=true, once ./build -Dquick package has run.");
        Assumptions.assumeTrue(asked);
        List<Conversation> conversations = Corpus.some();
        Map<String, String> library = Answers.ofLibrary(conversations);
        List<String[]> records = ExactlyOnceTest.records(conversations);
        Path cluster = folder.resolve("cluster");
        try (Broker broker = new Broker()) {
            broker.topics(2, "messages", "outcomes", "faults");
            script("start", cluster, "1");
            script("taskmanager", cluster);
            String[] options = {
                "--kafka",
                broker.servers(),
                "--in",
                "messages",
                "--out",
                "outcomes",
                "--faults",
                "faults",
                "--every-message",
                "--lateness",
                "PT0S",
                "--checkpoint-every",
                "PT0.5S",
                "--parallelism",
                "2"
            };
            String job = found(JOB, script("run", cluster, options));
            try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
                send(producer, records.subList(0, records.size() / 3));
                Thread.sleep(2_000);
                kill(cluster.resolve("taskmanager-1.pid"));
                send(producer, records.subList(records.size() / 3, records.size() / 2));
                script("taskmanager", cluster);
                int before = broker.committed("outcomes", values -> values.size() >= records.size() / 2)
                        .size();
                assertThat(before).isEqualTo(records.size() / 2);
                String savepoint = found(
                        SAVEPOINT,
                        script(
                                "savepoint",
                                cluster,
                                job,
                                folder.resolve("savepoints").toUri().toString()));
                List<String> again = new ArrayList<>(List.of(savepoint));
                again.addAll(List.of(options));
                send(producer, records.subList(records.size() / 2, records.size()));
                script("restore", cluster, again.toArray(String[]::new));
            }
            // A consumer group of its own name begins at the beginning.
            List<String> told = broker.all("outcomes", values -> values.size() >= library.size());
            Map<String, String> byMessage = new HashMap<>();
            for (String json : told) {
                JsonNode outcome = JsonMapper.shared().readTree(json);
                byMessage.put(outcome.get("conversation").stringValue() + " " + outcome.get("i"), json);
            }
            assertThat(told).hasSize(library.size());
            assertThat(byMessage).isEqualTo(library);
        } finally {
            script("stop", cluster);
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, List<String[]> records) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (String[] record : records) sent.add(producer.send(Broker.record("messages", record[0], record[1])));
        for (Future<?> each : sent) each.get();
    }

    /// SIGKILL: nothing is tidied up.
    private static void kill(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private static String found(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        assertThat(matcher.find()).as(said).isTrue();
        return matcher.group(1);
    }

    private String script(String command, Path cluster, String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Corpus.ROOT.resolve("tools/stream-cluster").toAbsolutePath().toString(), command));
        words.add(cluster.toString());
        words.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("WAYWARDEN_STREAM_PORT", "18381");
        // The cluster goes on after the script; what the script says must not wait for it.
        Path said = folder.resolve(command + System.nanoTime() + ".txt");
        Process process = builder.redirectOutput(said.toFile()).start();
        int code = process.waitFor();
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(code).as(text).isZero();
        return text;
    }
}
