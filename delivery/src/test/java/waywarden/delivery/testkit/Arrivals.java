package waywarden.delivery.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Everything the fakes were given, in the order it came, told by its headline `Warning N version V`.
public final class Arrivals {

    private static final Pattern HEADLINE = Pattern.compile("Warning (\\d+) version (\\d+)");

    private final List<Arrival> all = new ArrayList<>();

    /// @param address as the fake knows its owner: a number
    /// @param key     the channel's, where it has one; empty else
    public record Arrival(
            String channel, int address, int warning, int version, boolean withdrawn, String key, long nanos) {}

    public static String headline(int warning, int version) {
        return "Warning " + warning + " version " + version;
    }

    public synchronized void add(String channel, int address, String text, String key) {
        Matcher headline = HEADLINE.matcher(text);
        if (!headline.find()) throw new IllegalStateException("no headline of ours on " + channel);
        all.add(new Arrival(
                channel,
                address,
                Integer.parseInt(headline.group(1)),
                Integer.parseInt(headline.group(2)),
                text.contains("WITHDRAWN"),
                key,
                System.nanoTime()));
    }

    public synchronized List<Arrival> all() {
        return List.copyOf(all);
    }

    public synchronized int size() {
        return all.size();
    }
}
