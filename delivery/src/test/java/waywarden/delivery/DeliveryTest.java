package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waywarden.delivery.channel.Dispatch;
import waywarden.delivery.channel.Letter;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.Databases;
import waywarden.delivery.testkit.Rig;
import waywarden.delivery.testkit.ScriptedChannel;
import waywarden.delivery.testkit.VirtualTime;

/// From issuing to what is written down, on both databases, in virtual time.
class DeliveryTest {

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private final ScriptedChannel mail = new ScriptedChannel("mail");
    private final ScriptedChannel chat = new ScriptedChannel("telegram");

    static Stream<Dialect> databases() {
        return Databases.running().stream();
    }

    private Stage stage(Dialect dialect) {
        return new Stage(Databases.fresh(dialect, folder), time, mail, chat);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void sendsAWarningOnceToThoseItConcernsOnTheChannelTheyPrefer(Dialect dialect) {
        try (Stage stage = stage(dialect)) {
            stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(1, "mail", "telegram"));
            stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("DE"), Rig.on(2, "mail"));
            Issued issued = stage.deliveries.issue(
                    "a", 1, Caps.alert("w-1", VirtualTime.BEGIN).signed());
            assertThat(issued).isEqualTo(new Issued(1, 2, 0, false));
            stage.work();
            assertThat(mail.seen()).hasSize(1);
            assertThat(mail.seen().getFirst().address()).isEqualTo("host/1");
            assertThat(chat.seen()).isEmpty();
            stage.work(Duration.ofHours(1), Duration.ofSeconds(30));
            assertThat(mail.seen()).hasSize(1);
            assertThat(stage.count(State.SENT)).isEqualTo(1);
            assertThat(stage.count(State.STANDBY)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void issuesNothingIfTheTransactionAroundItFails(Dialect dialect) {
        try (Stage stage = stage(dialect)) {
            stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(1, "mail"));
            byte[] message = Caps.alert("w-1", VirtualTime.BEGIN).signed();
            assertThatThrownBy(() -> stage.database.transactions().executeWithoutResult(status -> {
                        stage.deliveries.issue("a", 1, message);
                        throw new IllegalStateException("the desk’s own part failed");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            stage.work();
            assertThat(mail.seen()).isEmpty();
            assertThat(stage.deliveries.issue("a", 1, message).before()).isFalse();
            assertThat(stage.deliveries.issue("a", 1, message).before()).isTrue();
            stage.work();
            assertThat(mail.seen()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void refusesWhatMustNotBeIssued(Dialect dialect) {
        try (Stage stage = stage(dialect)) {
            Caps first = Caps.alert("w-1", VirtualTime.BEGIN);
            Caps update = first.updated("w-2", VirtualTime.BEGIN.plusSeconds(60));
            fault(stage, 1, first.xml().getBytes(java.nio.charset.StandardCharsets.UTF_8), NotIssued.Fault.NOT_SIGNED);
            fault(stage, 1, new byte[] {'<'}, NotIssued.Fault.NOT_ACCEPTED);
            fault(stage, 1, update.signed(), NotIssued.Fault.WRONG_TYPE);
            fault(stage, 2, update.signed(), NotIssued.Fault.NOT_NEXT);
            byte[] past = first.until(VirtualTime.BEGIN.plusSeconds(1)).signed();
            time.pass(Duration.ofSeconds(2));
            fault(stage, 1, past, NotIssued.Fault.EXPIRED);
            stage.deliveries.issue("a", 1, first.signed());
            fault(stage, 1, Caps.alert("w-9", VirtualTime.BEGIN).signed(), NotIssued.Fault.CONTRADICTS);
            stage.deliveries.issue(
                    "a",
                    2,
                    first.cancelled("w-3", VirtualTime.BEGIN.plusSeconds(60)).signed());
            fault(stage, 3, update.signed(), NotIssued.Fault.WITHDRAWN);
        }
    }

    private static void fault(Stage stage, int version, byte[] message, NotIssued.Fault fault) {
        assertThatThrownBy(() -> stage.deliveries.issue("a", version, message))
                .isInstanceOfSatisfying(
                        NotIssued.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void updatesAndWithdrawsOnTheSameChannelInOrder(Dialect dialect) {
        try (Stage stage = stage(dialect)) {
            String person =
                    stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(1, "mail", "telegram"));
            Caps first = Caps.alert("w-1", VirtualTime.BEGIN);
            stage.deliveries.issue("a", 1, first.signed());
            stage.work();
            // She prefers the other channel now; what she has on the first is corrected there.
            stage.subscriptions.readdress(person, Rig.on(1, "telegram", "mail"));
            Caps second = first.updated("w-2", VirtualTime.BEGIN.plusSeconds(60));
            stage.deliveries.issue("a", 2, second.signed());
            stage.work();
            stage.deliveries.issue(
                    "a",
                    3,
                    second.cancelled("w-3", VirtualTime.BEGIN.plusSeconds(90)).signed());
            stage.work();
            assertThat(chat.seen()).isEmpty();
            assertThat(mail.seen()).extracting(Dispatch::version).containsExactly(1, 2, 3);
            assertThat(mail.seen())
                    .extracting(Dispatch::thread)
                    .containsOnly(mail.seen().getFirst().thread());
            assertThat(mail.seen().get(1).earlier())
                    .isEqualTo(mail.seen().get(0).key());
            assertThat(mail.seen().get(2).earlier())
                    .isEqualTo(mail.seen().get(1).key());
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void neverTellsOfAWithdrawalWhoNeverHadTheWarning(Dialect dialect) {
        try (Stage stage = stage(dialect)) {
            stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(1, "mail"));
            Caps first = Caps.alert("w-1", VirtualTime.BEGIN);
            stage.deliveries.issue("a", 1, first.signed());
            stage.deliveries.issue(
                    "a",
                    2,
                    first.cancelled("w-2", VirtualTime.BEGIN.plusSeconds(1)).signed());
            stage.work(Duration.ofMinutes(10), Duration.ofSeconds(10));
            assertThat(mail.seen()).isEmpty();
            assertThat(stage.count(State.WITHDRAWN)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void goesToTheNextChannelWithinAMinuteOfALastingFailureAndCallsTheDeskWhenNoneIsLeft(Dialect dialect) {
        try (Stage stage = stage(dialect)) {
            stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(1, "mail", "telegram"));
            mail.does(dispatch -> new Outcome.Refused(Reason.of(Kind.ADDRESS_GONE, 550), true));
            stage.deliveries.issue(
                    "a", 1, Caps.alert("w-1", VirtualTime.BEGIN).urgent().signed());
            stage.work(Duration.ofSeconds(60), Duration.ofSeconds(1));
            assertThat(chat.seen()).hasSize(1);
            assertThat(stage.rung).isEmpty();
            chat.does(dispatch -> new Outcome.Refused(Reason.of(Kind.REFUSED, 403), false));
            stage.deliveries.issue(
                    "b", 1, Caps.alert("w-2", VirtualTime.BEGIN).urgent().signed());
            stage.work(Duration.ofSeconds(60), Duration.ofSeconds(1));
            // The address that has ended is not tried again.
            assertThat(mail.seen()).hasSize(1);
            assertThat(stage.rung).extracting(Alarms.Alarm::kind).contains(Alarms.Kind.NO_CHANNEL);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void triesEachChannelAndThenTheDeskUntilSheAnswers(Dialect dialect) {
        try (Stage stage = stage(dialect)) {
            stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(1, "mail", "telegram"));
            stage.deliveries.issue(
                    "a", 1, Caps.alert("w-1", VirtualTime.BEGIN).urgent().signed());
            stage.work(Duration.ofMinutes(9), Duration.ofSeconds(10));
            assertThat(chat.seen()).isEmpty();
            stage.work(Duration.ofMinutes(2), Duration.ofSeconds(10));
            assertThat(chat.seen()).hasSize(1);
            assertThat(stage.rung).isEmpty();
            stage.work(Duration.ofMinutes(21), Duration.ofSeconds(10));
            assertThat(stage.rung).extracting(Alarms.Alarm::kind).containsOnly(Alarms.Kind.NO_ANSWER);
            assertThat(stage.rung).hasSizeBetween(2, 3);
            String token = token(chat.seen().getFirst());
            assertThat(stage.acknowledgements.accept(token, "mail")).contains(Answer.READ);
            int before = stage.rung.size();
            stage.work(Duration.ofHours(1), Duration.ofMinutes(1));
            assertThat(stage.rung).hasSize(before);
            assertThat(mail.seen()).hasSize(1);
            assertThat(chat.seen()).hasSize(1);
        }
    }

    static String token(Dispatch dispatch) {
        Letter.Answers answers =
                java.util.Objects.requireNonNull(dispatch.letter().answers());
        String path = answers.read().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void listsEveryDeadLetterWithItsReasonAndReplaysEachOnce(Dialect dialect) {
        try (Stage stage = stage(dialect)) {
            int people = 1_000;
            stage.database.transactions().executeWithoutResult(status -> {
                for (int i = 0; i < people; i++) {
                    stage.subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), Rig.on(i, "mail"));
                }
            });
            mail.does(dispatch -> new Outcome.Refused(Reason.of(Kind.REFUSED, 554), false));
            stage.deliveries.issue("a", 1, Caps.alert("w-1", VirtualTime.BEGIN).signed());
            stage.work();
            DeliveryLog log = new DeliveryLog(stage.database, stage.keeper);
            List<DeliveryLog.DeadLetter> dead = log.deadLetters(2_000);
            assertThat(dead).hasSize(people);
            assertThat(dead).allSatisfy(one -> {
                assertThat(one.reason()).isEqualTo("REFUSED 554");
                assertThat(one.attempts()).isEqualTo(1);
            });
            mail.forget();
            mail.does(dispatch -> new Outcome.Sent(dispatch.key()));
            replayed(stage, log, dead, true);
            replayed(stage, log, dead, false);
            stage.work();
            replayed(stage, log, dead, false);
            stage.work();
            assertThat(mail.seen()).hasSize(people);
            assertThat(mail.seen()).extracting(Dispatch::key).doesNotHaveDuplicates();
            assertThat(log.deadLetters(2_000)).isEmpty();
        }
    }

    private static void replayed(Stage stage, DeliveryLog log, List<DeliveryLog.DeadLetter> dead, boolean taken) {
        stage.database.transactions().executeWithoutResult(status -> {
            for (DeliveryLog.DeadLetter one : dead)
                assertThat(log.replay(one.number())).isEqualTo(taken);
        });
    }
}
