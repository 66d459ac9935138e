package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.Databases;
import waywarden.delivery.testkit.Rig;
import waywarden.delivery.testkit.ScriptedChannel;
import waywarden.delivery.testkit.VirtualTime;

/// Nothing is sent once it must not be, even by a worker that already has it in hand.
class StopTest {

    private static final int PEOPLE = 60;

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private final ScriptedChannel mail = new ScriptedChannel("mail");

    static Stream<Dialect> databases() {
        return Databases.running().stream();
    }

    private Stage stage(Dialect dialect, ScriptedChannel channel) {
        Stage stage = new Stage(Databases.fresh(dialect, folder), time, channel);
        enrol(stage, PEOPLE);
        return stage;
    }

    private static void enrol(Stage stage, int people) {
        stage.database.transactions().executeWithoutResult(status -> {
            for (int i = 0; i < people; i++) {
                stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(i, "mail"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("databases")
    void sendsNothingAfterTheWarningEnded(Dialect dialect) {
        try (Stage stage = stage(dialect, mail)) {
            Caps warning = Caps.alert("w", VirtualTime.BEGIN).until(VirtualTime.BEGIN.plusSeconds(60));
            stage.deliveries.issue("a", 1, warning.signed());
            // The tenth takes long; the rest of what is in hand is too late then.
            mail.does(dispatch -> {
                if (mail.seen().size() == 10) time.pass(Duration.ofMinutes(2));
                return mail.seen().size() % 2 == 0
                        ? new Outcome.Sent(dispatch.key())
                        : new Outcome.NotNow(Reason.of(Kind.NO_CONNECTION), null, false);
            });
            stage.work(Duration.ofHours(3), Duration.ofSeconds(30));
            assertThat(mail.seen()).hasSize(10);
            assertThat(stage.count(State.EXPIRED)).isEqualTo(PEOPLE - 5);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void sendsNothingOfAWarningThatWasWithdrawnMeanwhile(Dialect dialect) {
        try (Stage stage = stage(dialect, mail)) {
            Caps warning = Caps.alert("w", VirtualTime.BEGIN);
            stage.deliveries.issue("a", 1, warning.signed());
            mail.does(dispatch -> {
                if (mail.seen().size() == 10) {
                    time.pass(Duration.ofSeconds(1));
                    stage.deliveries.issue(
                            "a", 2, warning.cancelled("c", time.wall()).signed());
                }
                return new Outcome.Sent(dispatch.key());
            });
            stage.work(Duration.ofHours(3), Duration.ofSeconds(30));
            assertThat(mail.seen().stream().filter(one -> one.version() == 1)).hasSize(10);
            // Those who have it hear that it is withdrawn; those who were in hand and got nothing do not.
            assertThat(mail.seen().stream().filter(one -> one.version() == 2)).hasSize(10);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void sendsNothingToWhomHasAnswered(Dialect dialect) {
        try (Stage stage = stage(dialect, mail)) {
            stage.deliveries.issue(
                    "a", 1, Caps.alert("w", VirtualTime.BEGIN).urgent().signed());
            TreeMap<String, String> tokens = new TreeMap<>();
            mail.does(dispatch -> {
                tokens.put(dispatch.address(), DeliveryTest.token(dispatch));
                return new Outcome.Unsure(Reason.of(Kind.NOT_UNDERSTOOD));
            });
            stage.work();
            assertThat(mail.seen()).hasSize(PEOPLE);
            for (String token : tokens.values()) {
                assertThat(stage.acknowledgements.accept(token, "mail")).isPresent();
            }
            stage.work(Duration.ofHours(3), Duration.ofSeconds(30));
            assertThat(mail.seen()).hasSize(PEOPLE);
            assertThat(stage.rung).isEmpty();
        }
    }

    @Test
    void comesBackEvenlyAfterAnOutage() {
        int people = 10_000;
        Limits limits =
                new Limits(1_000, 50, 50, 64, Duration.ofSeconds(5), Duration.ofHours(6), Duration.ofHours(76), false);
        ScriptedChannel webhook = new ScriptedChannel("mail", limits);
        try (Stage stage = new Stage(Databases.fresh(Dialect.SQLITE, folder), time, webhook)) {
            enrol(stage, people);
            TreeMap<Long, Integer> perTenSeconds = new TreeMap<>();
            webhook.does(dispatch -> {
                if (time.elapsed().compareTo(Duration.ofMinutes(10)) < 0) {
                    return new Outcome.NotNow(Reason.of(Kind.NO_CONNECTION), null, false);
                }
                perTenSeconds.merge(time.elapsed().toSeconds() / 10, 1, Integer::sum);
                return new Outcome.Sent(dispatch.key());
            });
            stage.deliveries.issue("a", 1, Caps.alert("w", VirtualTime.BEGIN).signed());
            stage.work(Duration.ofMinutes(40), Duration.ofSeconds(1));
            assertThat(stage.count(State.SENT)).isEqualTo(people);
            double mean = (double) people / (perTenSeconds.lastKey() - perTenSeconds.firstKey() + 1);
            int peak = perTenSeconds.values().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElseThrow();
            int failed = webhook.seen().size() - people;
            System.out.printf(
                    "OUTAGE %d waiting, %d attempts while it was down, all sent within %d s after, peak %.2f times the mean%n",
                    people, failed, 10 * (perTenSeconds.lastKey() - 59), peak / mean);
            assertThat(peak).isLessThanOrEqualTo((int) (2 * mean) + 1);
            assertThat(failed).isLessThan(100);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void leavesAnEndpointAloneAsItAskedAlsoAfterARestart(Dialect dialect) {
        DatabaseSettings settings = Databases.fresh(dialect, folder);
        try (Stage stage = new Stage(settings, time, mail)) {
            enrol(stage, 2);
            mail.does(dispatch -> new Outcome.NotNow(Reason.of(Kind.BUSY, 429), Duration.ofHours(1), false));
            stage.deliveries.issue("a", 1, Caps.alert("w", VirtualTime.BEGIN).signed());
            stage.work();
        }
        int before = mail.seen().size();
        try (Stage stage = new Stage(settings, time, mail)) {
            enrol(stage, 10, 20);
            mail.does(dispatch -> new Outcome.Sent(dispatch.key()));
            stage.deliveries.issue("b", 1, Caps.alert("x", VirtualTime.BEGIN).signed());
            stage.work(Duration.ofMinutes(59), Duration.ofMinutes(1));
            assertThat(mail.seen()).hasSize(before);
            stage.work(Duration.ofMinutes(5), Duration.ofMinutes(1));
            assertThat(stage.count(State.SENT)).isEqualTo(2 + 12);
        }
    }

    private static void enrol(Stage stage, int from, int until) {
        for (int i = from; i < until; i++) {
            stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(i, "mail"));
        }
    }
}
