package waywarden.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.chain.Chains;
import waywarden.advisory.chain.Notice;
import waywarden.advisory.chain.SameThing;
import waywarden.advisory.template.Draft;

class ChainsTest {

    private static final Instant NOW = Instant.parse("2026-05-20T00:00:00Z");

    private static final Alert FIRST = Warnings.own("w-1", "FR", List.of());
    private static final Alert UPDATE =
            Warnings.own("w-2", Warnings.SENT.plusDays(1), "FR", List.of(), FIRST.reference());
    private static final Alert SECOND_UPDATE =
            Warnings.own("w-3", Warnings.SENT.plusDays(2), "FR", List.of(), UPDATE.reference());
    private static final Alert CANCEL = Draft.cancel(UPDATE, "w-4", Warnings.SENT.plusDays(3), null);

    private static Chains after(List<Alert> alerts) {
        Chains chains = Chains.empty();
        for (Alert alert : alerts) chains = chains.receive(alert, "desk", NOW).chains();
        return chains;
    }

    @Test
    void holdsOnlyTheLastVersion() {
        assertThat(after(List.of(FIRST, UPDATE)).holding(NOW)).containsExactly(UPDATE);
        assertThat(after(List.of(FIRST, UPDATE, SECOND_UPDATE)).all()).hasSize(1);
    }

    @Test
    void endsAChainForGoodWithACancel() {
        Alert late = Warnings.own("w-5", Warnings.SENT.plusDays(5), "FR", List.of(), CANCEL.reference());

        Chains chains = after(List.of(FIRST, UPDATE, CANCEL, late));

        assertThat(chains.holding(NOW)).isEmpty();
        assertThat(chains.all()).singleElement().satisfies(chain -> {
            assertThat(chain.withdrawn()).isTrue();
            assertThat(chain.last()).isEqualTo(CANCEL);
        });
    }

    /// Every order of four messages, each of them repeated at random places, comes to the same.
    @Test
    void comesToTheSameInWhateverOrderMessagesArrive() {
        List<List<Alert>> orders = orders(List.of(FIRST, UPDATE, SECOND_UPDATE, CANCEL));
        assertThat(orders).hasSize(24);
        Random random = new Random(17);
        for (List<Alert> order : orders) {
            assertThat(after(order).holding(NOW)).isEmpty();
            assertThat(after(order).all()).isEqualTo(after(orders.getFirst()).all());
            List<Alert> uncancelled = new ArrayList<>(order);
            uncancelled.remove(CANCEL);
            uncancelled.add(random.nextInt(4), order.getFirst().equals(CANCEL) ? FIRST : order.getFirst());
            assertThat(after(uncancelled).holding(NOW)).containsExactly(SECOND_UPDATE);
        }
    }

    private static List<List<Alert>> orders(List<Alert> alerts) {
        if (alerts.isEmpty()) return List.of(List.of());
        List<List<Alert>> orders = new ArrayList<>();
        for (Alert first : alerts) {
            List<Alert> rest = new ArrayList<>(alerts);
            rest.remove(first);
            for (List<Alert> order : orders(rest)) {
                List<Alert> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    @Test
    void tellsReplaysFromContradictions() {
        Chains chains = after(List.of(FIRST));
        Alert other = Warnings.own("w-1", "DE", List.of());

        assertThat(chains.receive(FIRST, "desk", NOW)).isInstanceOf(Chains.Receipt.Replayed.class);
        assertThat(chains.receive(other, "desk", NOW)).isInstanceOf(Chains.Receipt.Contradicts.class);
        assertThat(chains.receive(other, "desk", NOW).chains().holding(NOW)).containsExactly(FIRST);
        assertThat(chains.receive(UPDATE, "desk", Warnings.SENT.toInstant()))
                .isInstanceOf(Chains.Receipt.FromTheFuture.class);
    }

    @Test
    void letsNobodyWithdrawAnothersWarning() {
        Chains chains = after(List.of(FIRST));

        Chains unsigned = chains.receive(Draft.cancel(FIRST, "x", Warnings.SENT.plusDays(1), null), "", NOW)
                .chains();

        assertThat(unsigned.holding(NOW)).containsExactly(FIRST);
    }

    @Test
    void namesWhatHasNotCome() {
        assertThat(after(List.of(SECOND_UPDATE)).missing()).containsExactly(UPDATE.reference());
        assertThat(after(List.of(FIRST, UPDATE)).missing()).isEmpty();
    }

    @Test
    void letsGoOfWhatHasExpired() {
        assertThat(after(List.of(FIRST)).holding(Instant.parse("2026-08-01T10:00:00Z")))
                .isEmpty();
    }

    /// Thirty-five copies of one warning from several issuers are one notice, with all who say it.
    @Test
    void showsManyCopiesOnce() {
        List<Alert> copies = new ArrayList<>();
        for (int i = 0; i < 35; i++) copies.add(from("issuer-" + i % 5, Warnings.own("w-" + i, "FR", List.of())));
        Collections.shuffle(copies, new Random(19));

        List<Notice> notices = SameThing.group(copies, alert -> alert.sender().equals("issuer-3"));

        assertThat(notices).hasSize(1);
        assertThat(notices.getFirst().all()).hasSize(35);
        assertThat(notices.getFirst().lead().sender()).isEqualTo("issuer-3");
        assertThat(SameThing.sources(notices.getFirst())).hasSize(5);
    }

    @Test
    void keepsApartWhatIsNotTheSame() {
        Alert france = Warnings.own("w-1", "FR", List.of());
        Alert later = Warnings.own("w-2", Warnings.SENT.plusDays(200), "FR", List.of(), null);
        assertThat(SameThing.group(List.of(france, later), alert -> true)).hasSize(2);
    }

    private static Alert from(String sender, Alert alert) {
        return new Alert(
                alert.version(),
                alert.identifier(),
                sender,
                alert.sent(),
                alert.status(),
                alert.messageType(),
                alert.source(),
                alert.scope(),
                alert.restriction(),
                alert.addresses(),
                alert.codes(),
                alert.note(),
                alert.references(),
                alert.incidents(),
                alert.infos());
    }
}
