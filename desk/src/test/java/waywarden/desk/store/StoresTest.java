package waywarden.desk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.advisory.template.Templates;
import waywarden.delivery.Database;
import waywarden.delivery.Dialect;
import waywarden.delivery.testkit.Databases;
import waywarden.desk.Account;
import waywarden.desk.Authority;
import waywarden.desk.Content;
import waywarden.desk.Role;
import waywarden.desk.Warning;
import waywarden.desk.Warning.AfterCheck;
import waywarden.desk.Warning.Issue;
import waywarden.desk.Warning.Kind;
import waywarden.desk.Warning.Stage;

/// The same on every database there is.
class StoresTest {

    private static final Instant NOW = Instant.parse("2026-05-03T10:00:00Z");

    @TempDir
    Path folder;

    static List<Dialect> databases() {
        return Databases.running();
    }

    private Database open(Dialect dialect) {
        return Database.open(Databases.fresh(dialect, folder), "waywarden/desk/db");
    }

    private static Warning draft(String id) {
        Content content = Content.of(Templates.all().getFirst(), true);
        return new Warning(
                id, id, Kind.ALERT, Stage.DRAFT, content, Set.of("mira", "ben"), null, null, null, null, 1, NOW);
    }

    private static Warning issued(Warning warning, int version, String file) {
        Issue issue = new Issue("mira", NOW, version, file, "<alert>演习</alert>", true, AfterCheck.OPEN, null);
        return new Warning(
                warning.id(),
                warning.chain(),
                warning.kind(),
                Stage.ISSUED,
                warning.content(),
                warning.editors(),
                warning.replaces(),
                null,
                "wen",
                issue,
                warning.revision(),
                NOW);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void keepsAccountsAsTheyAre(Dialect dialect) {
        try (Database database = open(dialect)) {
            Accounts accounts = new Accounts(database.client());
            Account account = new Account(
                    "mira",
                    "Mira 米拉",
                    Set.of(Role.ISSUER, Role.READER),
                    new Authority(Set.of("FR", "DE"), Set.of("energy"), Severity.SEVERE),
                    "zh",
                    true);

            assertThat(accounts.add(account, "secret", NOW)).isTrue();
            assertThat(accounts.add(account, "other", NOW)).isFalse();
            assertThat(accounts.find("mira")).contains(account);
            assertThat(accounts.password("mira")).contains("secret");
            String handle = accounts.handle("mira").orElseThrow();
            assertThat(accounts.nameOfHandle(handle)).contains("mira");

            Account closed = new Account("mira", "M", Set.of(Role.READER), Authority.FULL, null, false);
            accounts.change(closed);
            assertThat(accounts.all()).containsExactly(closed);
            assertThat(accounts.password("mira")).contains("secret");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void nobodyOverwritesWhatTheyHaveNotSeen(Dialect dialect) {
        try (Database database = open(dialect)) {
            Warnings warnings = new Warnings(database.client());
            warnings.add(draft("a"), NOW);
            Warning seen = warnings.find("a").orElseThrow();
            assertThat(seen).isEqualTo(draft("a"));

            assertThat(warnings.change(seen, NOW)).isTrue();
            assertThat(warnings.change(seen, NOW)).isFalse();
            assertThat(warnings.find("a").orElseThrow().revision()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anIssuedMessageIsFoundByItsFileAndItsPlaceInTheChain(Dialect dialect) {
        try (Database database = open(dialect)) {
            Warnings warnings = new Warnings(database.client());
            warnings.add(draft("a"), NOW);
            warnings.change(issued(draft("a"), 1, "one.xml"), NOW);

            assertThat(warnings.capOf("one.xml")).contains("<alert>演习</alert>");
            assertThat(warnings.capOf("two.xml")).isEmpty();
            assertThat(warnings.issuedAs("a", 1)).isPresent();
            assertThat(warnings.awaitingAfterCheck()).hasSize(1);
            assertThat(warnings.countIssued()).isEqualTo(1);
            assertThat(warnings.underWay()).isEmpty();

            Warning next = new Warning(
                    "b",
                    "a",
                    Kind.UPDATE,
                    Stage.DRAFT,
                    draft("b").content(),
                    Set.of("mira"),
                    "a",
                    null,
                    null,
                    null,
                    1,
                    NOW);
            warnings.add(next, NOW);
            assertThat(warnings.isLatest(warnings.find("a").orElseThrow())).isTrue();
            assertThat(warnings.isNext(next)).isTrue();
            assertThatThrownBy(() -> warnings.change(issued(next, 1, "two.xml"), NOW))
                    .as("a version of a chain is issued once")
                    .isInstanceOf(DataAccessException.class);
            warnings.change(issued(next, 2, "two.xml"), NOW);
            assertThat(warnings.isLatest(warnings.find("a").orElseThrow())).isFalse();
            assertThat(warnings.isNext(next)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theAuditLogIsOnlyAddedTo(Dialect dialect) {
        try (Database database = open(dialect)) {
            JdbcClient client = database.client();
            AuditLog log = new AuditLog(client, database.transactions());
            for (int i = 0; i < 5; i++) log.add("mira", "edit", "w" + i, "", NOW.plusSeconds(i));

            assertThat(log.firstBreak()).isEmpty();
            assertThat(log.latest(Long.MAX_VALUE, 2))
                    .extracting(AuditLog.Line::number)
                    .containsExactly(5L, 4L);
            assertThatThrownBy(() -> client.sql("update audit set who = 'zoe' where number = 2")
                            .update())
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() ->
                            client.sql("delete from audit where number = 5").update())
                    .isInstanceOf(DataAccessException.class);
            assertThat(log.firstBreak()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theAuditLogShowsWhatWasDoneBehindItsBack(Dialect dialect) {
        for (String deed : List.of(
                "update audit set who = 'zoe' where number = 3",
                "delete from audit where number = 3",
                "delete from audit where number = 5")) {
            try (Database database = open(dialect)) {
                JdbcClient client = database.client();
                AuditLog log = new AuditLog(client, database.transactions());
                for (int i = 0; i < 5; i++) log.add("mira", "edit", "w" + i, "", NOW.plusSeconds(i));
                // Whoever owns the database can take its guard away.
                String guards = dialect == Dialect.SQLITE ? "" : " on audit";
                client.sql("drop trigger audit_is_not_changed" + guards).update();
                if (dialect == Dialect.SQLITE)
                    client.sql("drop trigger audit_is_not_shortened").update();
                client.sql(deed).update();

                assertThat(log.firstBreak()).as(deed).contains(deed.endsWith("5") ? 5L : 3L);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void manyWhoActAtOnceMakeOneChain(Dialect dialect) {
        try (Database database = open(dialect);
                ExecutorService many = Executors.newFixedThreadPool(6)) {
            AuditLog log = new AuditLog(database.client(), database.transactions());
            List<CompletableFuture<Void>> all = IntStream.range(0, 60)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> log.add("w" + i, "edit", "x", "", NOW), many))
                    .toList();
            all.forEach(CompletableFuture::join);

            assertThat(log.latest(Long.MAX_VALUE, 100)).hasSize(60);
            assertThat(log.firstBreak()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anInvitationIsGoodOnceAndForItsTime(Dialect dialect) {
        try (Database database = open(dialect)) {
            Enrolments enrolments = new Enrolments(database.client());
            String key = enrolments.invite("wen", NOW);
            String other = enrolments.invite("wen", NOW);

            assertThat(enrolments.isOpen(key, NOW)).isTrue();
            assertThat(enrolments.isOpen(key + "x", NOW)).isFalse();
            assertThat(enrolments.use(key, NOW)).isTrue();
            assertThat(enrolments.use(key, NOW)).isFalse();
            Instant late = NOW.plus(Enrolments.INVITATION).plusSeconds(1);
            assertThat(enrolments.use(other, late)).isFalse();
            assertThat(enrolments.subscriber(enrolments.member("s1"))).contains("s1");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theExerciseIsOnUntilItIsEnded(Dialect dialect) {
        try (Database database = open(dialect)) {
            DeskSettings settings = new DeskSettings(database.client());
            assertThat(settings.isExercise()).isFalse();
            settings.setExercise(true);
            settings.setExercise(true);
            assertThat(settings.isExercise()).isTrue();
            settings.setExercise(false);
            assertThat(settings.isExercise()).isFalse();
        }
    }
}
