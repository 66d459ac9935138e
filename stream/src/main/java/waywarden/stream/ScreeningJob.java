package waywarden.stream;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/// The job: arrivals in, outcomes and faults out. Whoever starts it brings the source and the sinks.
///
/// @param outcomes findings and changes of concern, in order within each conversation
/// @param faults   what could not be screened, and why
public record ScreeningJob(DataStream<Outcome> outcomes, DataStream<Fault> faults) {

    /// A source without messages holds the others up for no longer.
    private static final Duration SOURCE_IDLE = Duration.ofMinutes(1);

    /// A clock that runs ahead moves nobody else's time by more.
    private static final Duration AHEAD = Duration.ofHours(1);

    /// @param arrivals with the watermarks of [#watermarks]
    public static ScreeningJob of(DataStream<Arrival> arrivals, StreamSettings settings, ScreenerSource source) {
        // Beside the source and nowhere else: between more or fewer tasks, messages would lose their order.
        SingleOutputStreamOperator<IncomingMessage> messages = arrivals.forward()
                .process(new ArrivalFunction(), TypeInformation.of(IncomingMessage.class))
                .uid("arrivals")
                .name("arrivals");
        if (arrivals.getParallelism() > 0) messages.setParallelism(arrivals.getParallelism());
        SingleOutputStreamOperator<Outcome> outcomes = messages.keyBy(IncomingMessage::conversation)
                .process(new ScreeningFunction(settings, source), TypeInformation.of(Outcome.class))
                .uid("screening")
                .name("screening");
        DataStream<Fault> faults = messages.getSideOutput(ScreeningFunction.FAULTS)
                .union(outcomes.getSideOutput(ScreeningFunction.FAULTS));
        return new ScreeningJob(outcomes, faults);
    }

    /// Event time is the message's own; one that tells none moves no watermark.
    public static WatermarkStrategy<Arrival> watermarks(StreamSettings settings) {
        return WatermarkStrategy.<Arrival>forBoundedOutOfOrderness(settings.lateness())
                .withTimestampAssigner((arrival, arrived) -> time(arrival))
                .withIdleness(SOURCE_IDLE);
    }

    private static long time(Arrival arrival) {
        IncomingMessage message = arrival.message();
        Instant at = message == null ? null : message.at();
        if (at == null) return Long.MIN_VALUE;
        return Math.min(at.toEpochMilli(), System.currentTimeMillis() + AHEAD.toMillis());
    }

    /// What every start of the job has in common: a type that Flink could carry by reflection only is an error.
    public static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        return configuration;
    }
}
