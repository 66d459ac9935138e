package waywarden.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;

/// A source that replays conversations held in this process, one after the other, from any place on: for a laptop and
/// for tests. They are not part of the job as it is shipped, so it must run in the process that holds them.
public final class HeldArrivals {

    private static final Map<String, List<Arrival>> HELD = new ConcurrentHashMap<>();

    private HeldArrivals() {}

    /// To be read by one task, which keeps their order.
    public static DataGeneratorSource<Arrival> source(List<Arrival> arrivals) {
        return source(arrivals, RateLimiterStrategy.noOp());
    }

    /// The same at most so fast.
    static DataGeneratorSource<Arrival> source(List<Arrival> arrivals, RateLimiterStrategy<?> rate) {
        String id = UUID.randomUUID().toString();
        HELD.put(id, List.copyOf(arrivals));
        return new DataGeneratorSource<>(new Replay(id), arrivals.size(), rate, TypeInformation.of(Arrival.class));
    }

    /// The messages of conversations, each conversation whole before the next.
    public static List<Arrival> of(List<Conversation> conversations) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Conversation conversation : conversations) {
            int number = 0;
            for (Message message : conversation.messages()) {
                arrivals.add(Arrival.of(new IncomingMessage(
                        conversation.id(),
                        number++,
                        message.at() == null ? null : message.at().toInstant(),
                        message.from(),
                        message.text(),
                        message.place())));
            }
        }
        return arrivals;
    }

    private record Replay(String id) implements GeneratorFunction<Long, Arrival> {

        private static final long serialVersionUID = 1L;

        @Override
        public Arrival map(Long index) {
            return HELD.getOrDefault(id, List.of()).get(index.intValue());
        }
    }
}
