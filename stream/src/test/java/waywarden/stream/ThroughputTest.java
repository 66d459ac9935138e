package waywarden.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many messages a second the job takes from topic to topic, exactly once, with one slot and with two; broker and
/// job share one process. `-Dwaywarden.stream.throughput=ROUNDS`: so many times the corpus lies in the topic.
class ThroughputTest {

    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /// Messages committed by then, and processor time of the process.
    private record Moment(long messages, long nanos, long processor) {}

    @Test
    void fromTopicToTopic() throws Exception {
        int rounds = Integer.getInteger("waywarden.stream.throughput", 0);
        if (rounds == 0)
            System.out.println("Skipped: throughput is measured with -Dwaywarden.stream.throughput=4,"
                    + " in about three minutes.");
        Assumptions.assumeTrue(rounds > 0);
        try (Broker broker = new Broker();
                Cluster cluster = new Cluster()) {
            broker.topics(2, "messages", "outcomes", "faults");
            long sent = send(broker, rounds);
            measured(broker, cluster, "hashmap", 2, sent);
            System.out.printf(
                    Locale.ROOT,
                    "%,d messages; load of the machine %.1f%nslots   state     messages a second   processor us%n",
                    sent,
                    MACHINE.getSystemLoadAverage());
            for (String backend : List.of("hashmap", "rocksdb")) {
                for (int slots = 1; slots <= 2; slots++) {
                    List<Moment> moments = measured(broker, cluster, backend, slots, sent);
                    Moment first = moments.getFirst();
                    Moment last = moments.getLast();
                    double messages = last.messages - first.messages;
                    System.out.printf(
                            Locale.ROOT,
                            "%5d   %-8s   %17.0f   %12.0f%n",
                            slots,
                            backend,
                            messages / (last.nanos - first.nanos) * 1e9,
                            (last.processor - first.processor) / 1e3 / messages);
                    assertThat(last.messages).isEqualTo(sent);
                }
            }
        }
    }

    /// The corpus again and again, each time under other names.
    private static long send(Broker broker, int rounds) throws Exception {
        List<String[]> records = ExactlyOnceTest.records(Corpus.all());
        List<Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
            for (int round = 0; round < rounds; round++) {
                for (String[] record : records) {
                    String key = round + "-" + record[0];
                    String value = record[1].replace("\"" + record[0] + "\"", "\"" + key + "\"");
                    sent.add(producer.send(Broker.record("messages", key, value)));
                }
            }
            for (Future<?> each : sent) each.get();
        }
        return (long) records.size() * rounds;
    }

    /// From the first checkpoint to the one that has them all.
    private List<Moment> measured(Broker broker, Cluster cluster, String backend, int slots, long all)
            throws Exception {
        String group = backend + slots + System.nanoTime();
        StreamExecutionEnvironment env = Cluster.environment(slots, folder.resolve(group), backend);
        Configuration often = new Configuration();
        often.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        env.configure(often);
        StreamOptions.Kafka kafka =
                new StreamOptions.Kafka(broker.servers(), "messages", "outcomes", "faults", group, null);
        StreamSettings settings = new StreamSettings(Duration.ZERO, StreamSettings.DEFAULT.idle(), false);
        StreamMain.define(env, settings, new KafkaEnds(kafka, new Properties()));
        JobID job = cluster.submit(env, null);
        List<Moment> moments = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
            long done = 0;
            while (done < all) {
                Thread.sleep(20);
                assertThat(cluster.isOver(job)).isFalse();
                long now = committed(admin, group);
                if (now > done) moments.add(new Moment(now, System.nanoTime(), MACHINE.getProcessCpuTime()));
                done = now;
            }
        }
        cluster.stopWithSavepoint(job, folder.resolve("savepoints-" + group));
        return moments;
    }

    private static long committed(Admin admin, String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }
}
