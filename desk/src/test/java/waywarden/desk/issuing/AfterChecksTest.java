package waywarden.desk.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waywarden.delivery.Dialect;
import waywarden.delivery.testkit.Databases;
import waywarden.desk.DeskStage;
import waywarden.desk.DeskStage.Guest;
import waywarden.desk.Role;
import waywarden.desk.Warning;
import waywarden.desk.store.Accounts;
import waywarden.desk.store.Warnings;

/// What goes out at once is followed until a second person has looked.
class AfterChecksTest {

    private static final Duration WITHIN = Duration.ofMinutes(20);

    @TempDir
    Path folder;

    static List<Dialect> databases() {
        return Databases.running();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theDeskIsCalledUntilSomebodyElseHasConfirmed(Dialect dialect) throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        String yaml = "{sender: desk@example.org, name: Example desk, after-check-minutes: 20}"
                .replaceAll("[{}]", "")
                .replace(", ", "\n");
        try (DeskStage desk = DeskStage.on(folder, Databases.fresh(dialect, folder), yaml, now::get)
                .with("mira", Role.ISSUER)
                .with("wen", Role.APPROVER)) {
            List<String> rung = new ArrayList<>();
            AfterChecks checks =
                    new AfterChecks(desk.part(Warnings.class), WITHIN, now::get, warning -> rung.add(warning.id()));
            String id = issuedAtOnce(desk);
            Guest wen = desk.signedIn("wen");

            now.updateAndGet(time -> time.plus(WITHIN).minusSeconds(1));
            checks.turn();
            assertThat(rung).isEmpty();
            assertThat(wen.get("/help").body()).doesNotContain("nobody has confirmed it in time");

            now.updateAndGet(time -> time.plusSeconds(2));
            checks.turn();
            checks.turn();
            assertThat(rung).containsExactly(id);
            assertThat(wen.get("/help").body()).contains("nobody has confirmed it in time", "/warnings/" + id);
            assertThat(wen.get("/health", "Accept", "text/html").body()).contains("not confirmed in time: 1");
            assertThat(desk.guest().get("/sign-in").body()).doesNotContain("nobody has confirmed");

            now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));
            checks.turn();
            assertThat(rung).as("again").containsExactly(id, id);

            desk.part(Issuing.class)
                    .confirm(desk.part(Accounts.class).find("wen").orElseThrow(), id);
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));
            checks.turn();
            assertThat(rung).hasSize(2);
            assertThat(wen.get("/help").body()).doesNotContain("nobody has confirmed it in time");
        }
    }

    private static String issuedAtOnce(DeskStage desk) {
        Issuing issuing = desk.part(Issuing.class);
        var mira = desk.part(Accounts.class).find("mira").orElseThrow();
        Warning begun = issuing.create(mira, "paid-consultancy");
        var json = new tools.jackson.databind.json.JsonMapper();
        var content = (tools.jackson.databind.node.ObjectNode) json.valueToTree(begun.content());
        ((tools.jackson.databind.node.ObjectNode) content.path("place"))
                .putArray("countries")
                .add("FR");
        content.put("severity", "EXTREME").put("urgency", "IMMEDIATE");
        issuing.save(mira, begun.id(), begun.revision(), json.treeToValue(content, waywarden.desk.Content.class));
        return issuing.issueAtOnce(mira, begun.id()).id();
    }
}
