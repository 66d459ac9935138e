package waywarden.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

/// Between Kafka's topics each message is told of exactly once, with the library's answer, while task managers are
/// killed; what is no message goes to the topic of faults, once too.
class ExactlyOnceTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int FAULTY_EVERY = 100;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void throughTwoCrashesEachMessageIsToldOnce() throws Exception {
        List<Conversation> some = Corpus.some();
        List<Conversation> conversations = Corpus.WHOLE ? some : some.subList(0, 20);
        Map<String, String> library = Answers.ofLibrary(conversations);
        List<String[]> records = records(conversations);
        try (Broker broker = new Broker();
                Cluster cluster = new Cluster()) {
            broker.topics(3, "messages", "outcomes", "faults");
            JobID job = cluster.submit(job(broker), null);
            int faulty = 0;
            List<Future<?>> sent = new ArrayList<>();
            try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
                for (int i = 0; i < records.size(); i++) {
                    sent.add(producer.send(Broker.record("messages", records.get(i)[0], records.get(i)[1])));
                    if (i % FAULTY_EVERY == 0) {
                        sent.add(producer.send(Broker.record("messages", "x", "no message " + i)));
                        faulty++;
                    }
                    if (i % 40 == 0) Thread.sleep(50);
                    if (i == records.size() / 3 || i == records.size() * 2 / 3) cluster.killOne();
                }
                for (Future<?> each : sent) each.get();
            }
            List<String> told = broker.committed("outcomes", values -> values.size() >= library.size());
            int expectedFaults = faulty;
            List<String> faults = broker.committed("faults", values -> values.size() >= expectedFaults);
            assertThat(cluster.isOver(job)).isFalse();
            assertThat(told).hasSameSizeAs(library.values());
            assertThat(byMessage(told)).isEqualTo(library);
            assertThat(faults).hasSize(faulty).doesNotHaveDuplicates().noneMatch(fault -> fault.contains("no message"));
            cluster.stopWithSavepoint(job, folder.resolve("savepoints"));
        }
    }

    private StreamExecutionEnvironment job(Broker broker) {
        StreamExecutionEnvironment env = Cluster.environment(2, folder.resolve("checkpoints"));
        StreamOptions.Kafka kafka =
                new StreamOptions.Kafka(broker.servers(), "messages", "outcomes", "faults", "waywarden", null);
        StreamSettings settings = new StreamSettings(Duration.ZERO, StreamSettings.DEFAULT.idle(), true);
        StreamMain.define(env, settings, new KafkaEnds(kafka, new Properties()));
        return env;
    }

    /// Conversations side by side, as they would come.
    static List<String[]> records(List<Conversation> conversations) {
        List<String[]> records = new ArrayList<>();
        int longest = conversations.stream()
                .mapToInt(conversation -> conversation.messages().size())
                .max()
                .orElse(0);
        for (int i = 0; i < longest; i++) {
            for (Conversation conversation : conversations) {
                if (i >= conversation.messages().size()) continue;
                records.add(new String[] {
                    conversation.id(),
                    json(conversation.id(), i, conversation.messages().get(i))
                });
            }
        }
        return records;
    }

    static String json(String conversation, int number, Message message) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", 1);
        json.put("conversation", conversation);
        json.put("i", number);
        if (message.at() != null) json.put("t", message.at().toString());
        json.put("from", message.from() == Speaker.CONTACT ? "contact" : "worker");
        json.put("text", message.text());
        if (message.place() != null) json.put("place", message.place());
        return json.toString();
    }

    private static Map<String, String> byMessage(List<String> told) {
        Map<String, String> byMessage = new HashMap<>();
        for (String json : told) {
            JsonNode outcome = JSON.readTree(json);
            byMessage.put(outcome.get("conversation").stringValue() + " " + outcome.get("i"), json);
        }
        return byMessage;
    }
}
