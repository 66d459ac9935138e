package waywarden.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// The topics at both ends of the job. Results are written in transactions that a checkpoint commits, so that a reader
/// of committed records sees each once, whatever crashed in between.
final class KafkaEnds {

    /// A transaction left open by a crash is given up after so long: the longest that a broker allows unless told
    /// otherwise. The job must be back before, or what it had not committed is screened and told again.
    private static final Duration TRANSACTION = Duration.ofMinutes(15);

    private final StreamOptions.Kafka options;
    private final Properties more;

    /// @param more settings of the clients, such as those of TLS
    KafkaEnds(StreamOptions.Kafka options, Properties more) {
        this.options = options;
        this.more = more;
    }

    @SuppressWarnings("deprecation") // The connector takes no newer name for it.
    KafkaSource<Arrival> source() {
        return KafkaSource.<Arrival>builder()
                .setProperties(more)
                .setBootstrapServers(options.servers())
                .setTopics(options.in())
                .setGroupId(options.group())
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setDeserializer(new Reading())
                .build();
    }

    KafkaSink<Outcome> outcomes() {
        return sink(options.out(), "outcomes", new OutcomeRecord(options.out()));
    }

    KafkaSink<Fault> faults() {
        return sink(options.faults(), "faults", new FaultRecord(options.faults()));
    }

    private <T> KafkaSink<T> sink(String topic, String name, KafkaRecordSerializationSchema<T> record) {
        Properties properties = new Properties();
        properties.putAll(more);
        properties.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, String.valueOf(TRANSACTION.toMillis()));
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(properties)
                .setBootstrapServers(options.servers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(options.group() + "-" + topic + "-" + name)
                .setRecordSerializer(record)
                .build();
    }

    private static final class Reading implements KafkaRecordDeserializationSchema<Arrival> {
        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
            String where = record.topic() + "-" + record.partition() + "@" + record.offset();
            out.collect(MessageJson.read(record.value(), where));
        }

        @Override
        public TypeInformation<Arrival> getProducedType() {
            return TypeInformation.of(Arrival.class);
        }
    }

    private record OutcomeRecord(String topic) implements KafkaRecordSerializationSchema<Outcome> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                Outcome outcome, KafkaSinkContext context, @Nullable Long timestamp) {
            return new ProducerRecord<>(topic, utf8(outcome.conversation()), utf8(outcome.json()));
        }
    }

    private record FaultRecord(String topic) implements KafkaRecordSerializationSchema<Fault> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                Fault fault, KafkaSinkContext context, @Nullable Long timestamp) {
            return new ProducerRecord<>(topic, utf8(fault.where()), utf8(OutcomeJson.fault(fault)));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
