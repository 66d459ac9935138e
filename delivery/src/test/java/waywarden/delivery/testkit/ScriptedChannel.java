package waywarden.delivery.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.channel.Dispatch;
import waywarden.delivery.channel.Letter;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Preview;

/// A channel that does what a test says, and remembers what it was given.
public final class ScriptedChannel implements Channel {

    public static final Limits FAST = new Limits(
            100_000,
            100_000,
            10_000,
            10_000,
            Duration.ofSeconds(5),
            Duration.ofMinutes(20),
            Duration.ofHours(12),
            false);

    private final String name;
    private final Limits limits;
    private volatile Function<Dispatch, Outcome> script = dispatch -> new Outcome.Sent(dispatch.key());
    private final List<Dispatch> seen = Collections.synchronizedList(new ArrayList<>());

    public ScriptedChannel(String name) {
        this(name, FAST);
    }

    public ScriptedChannel(String name, Limits limits) {
        this.name = name;
        this.limits = limits;
    }

    public void does(Function<Dispatch, Outcome> next) {
        script = next;
    }

    public List<Dispatch> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    public void forget() {
        seen.clear();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    /// What stands before the slash.
    @Override
    public String endpoint(String address) {
        return address.substring(0, Math.max(0, address.indexOf('/')));
    }

    @Override
    public boolean mayShowTwice() {
        return true;
    }

    @Override
    public Outcome send(Dispatch dispatch) {
        seen.add(dispatch);
        return script.apply(dispatch);
    }

    @Override
    public Preview preview(Letter letter) {
        return new Preview("", "", 0, 0, false);
    }
}
