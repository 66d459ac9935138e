package waywarden.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.testkit.Rig;
import waywarden.delivery.testkit.VirtualTime;

/// Delivery in one thread and in time that a test moves.
final class Stage implements AutoCloseable {

    static final WorkerSettings SETTINGS = new WorkerSettings(
            Duration.ofSeconds(30),
            Duration.ofMillis(500),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            URI.create("https://desk.example/"));

    final Database database;
    final VirtualTime time;
    final Timekeeper keeper;
    final Secrets secrets = Rig.secrets();
    final Deliveries deliveries;
    final Subscriptions subscriptions;
    final Acknowledgements acknowledgements;
    final Escalation escalation;
    final List<Alarms.Alarm> rung = new ArrayList<>();
    private final Map<String, Lane> lanes = new LinkedHashMap<>();

    Stage(DatabaseSettings settings, VirtualTime time, Channel... channels) {
        this(Database.open(settings), time, time.keeper(), List.of(channels));
    }

    Stage(Database database, VirtualTime time, Timekeeper keeper, List<Channel> channels) {
        this.database = database;
        this.time = time;
        this.keeper = keeper;
        deliveries = new Deliveries(database, keeper);
        subscriptions = new Subscriptions(database, secrets, channels, keeper);
        acknowledgements = new Acknowledgements(database, secrets, keeper);
        escalation = new Escalation(database, SETTINGS, keeper, rung::add);
        for (Channel channel : channels) lanes.put(channel.name(), lane(channel));
    }

    private Lane lane(Channel channel) {
        Messages messages = new Messages(database);
        SplittableRandom random = new SplittableRandom(7);
        Outbox outbox = new Outbox(database, messages, channel.name(), channel.limits(), SETTINGS, keeper, random);
        Pace pace = new Pace(channel.limits(), keeper, random.split());
        Letters letters = new Letters(messages, secrets, SETTINGS.site());
        return new Lane(
                channel,
                outbox,
                pace,
                letters,
                keeper,
                Runnable::run,
                SETTINGS.lease().dividedBy(2));
    }

    /// Every lane turns until none has anything to do now.
    void work() {
        boolean worked = true;
        while (worked) {
            worked = false;
            escalation.turn();
            for (Lane lane : lanes.values()) worked |= lane.turn() > 0;
        }
    }

    /// Lets time pass in steps, working at each.
    void work(Duration whole, Duration step) {
        Duration end = time.elapsed().plus(whole);
        while (time.elapsed().compareTo(end) < 0) {
            work();
            time.pass(step);
        }
        work();
    }

    int count(State state) {
        return database.client()
                .sql("select count(*) from delivery where state = ?")
                .param(state.name())
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        database.close();
    }
}
