package waywarden.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.packed.HeldList;

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
        HELD.put(id, HeldList.of(arrivals));
        return new DataGeneratorSource<>(new Replay(id), arrivals.size(), rate, TypeInformation.of(Arrival.class));
    }

    /// The messages of conversations, each conversation whole before the next. They are made as they are asked for, so
    /// that a long export need not be held twice.
    public static List<Arrival> of(List<Conversation> conversations) {
        int[] ends = new int[conversations.size()];
        int messages = 0;
        for (int i = 0; i < ends.length; i++) {
            messages = Math.addExact(messages, conversations.get(i).messages().size());
            ends[i] = messages;
        }
        return new HeldList<>() {
            @Override
            public int size() {
                return ends.length == 0 ? 0 : ends[ends.length - 1];
            }

            @Override
            public Arrival get(int index) {
                Objects.checkIndex(index, size());
                int of = first(ends, index);
                return arrival(conversations.get(of), index - (of == 0 ? 0 : ends[of - 1]));
            }
        };
    }

    /// The first conversation that ends behind the index; there may be some without messages.
    private static int first(int[] ends, int index) {
        int found = Arrays.binarySearch(ends, index + 1);
        int of = found < 0 ? -found - 1 : found;
        while (of > 0 && ends[of - 1] > index) of--;
        return of;
    }

    private static Arrival arrival(Conversation conversation, int number) {
        Message message = conversation.messages().get(number);
        return Arrival.of(new IncomingMessage(
                conversation.id(),
                number,
                message.at() == null ? null : message.at().toInstant(),
                message.from(),
                message.text(),
                message.place()));
    }

    private record Replay(String id) implements GeneratorFunction<Long, Arrival> {

        private static final long serialVersionUID = 1L;

        @Override
        public Arrival map(Long index) {
            return HELD.getOrDefault(id, List.of()).get(index.intValue());
        }
    }
}
