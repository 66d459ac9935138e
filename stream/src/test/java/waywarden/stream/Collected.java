package waywarden.stream;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/// Holds the outcomes of a job in this process, by conversation and number. After a restart messages are screened
/// again; then the answer must be the same, which [#contradictions] tells.
record Collected(String id) implements Sink<Outcome> {

    private static final Pattern NUMBER = Pattern.compile("\"i\":(\\d+)");
    private static final Map<String, Map<String, String>> OUTCOMES = new ConcurrentHashMap<>();
    private static final Map<String, List<String>> CONTRADICTIONS = new ConcurrentHashMap<>();

    static Collected begin() {
        Collected collected = new Collected(UUID.randomUUID().toString());
        OUTCOMES.put(collected.id, new ConcurrentHashMap<>());
        CONTRADICTIONS.put(collected.id, new CopyOnWriteArrayList<>());
        return collected;
    }

    Map<String, String> outcomes() {
        return OUTCOMES.getOrDefault(id, Map.of());
    }

    List<String> contradictions() {
        return CONTRADICTIONS.getOrDefault(id, List.of());
    }

    @Override
    public SinkWriter<Outcome> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(Outcome outcome, Context here) {
                Matcher number = NUMBER.matcher(outcome.json());
                String key = outcome.conversation() + " " + (number.find() ? number.group(1) : "expired");
                String before = outcomes().put(key, outcome.json());
                if (before != null && !before.equals(outcome.json()))
                    contradictions().add(key);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
