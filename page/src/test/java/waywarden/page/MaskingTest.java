package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskingTest {

    private static String masked(String text) {
        return new Masking(
                        List.of("Mira Solberg", "林悦"),
                        "[me]",
                        List.of("Anna Peer", "王小明", "Jo"),
                        "[person #]",
                        true,
                        "[address]",
                        "[number]")
                .masked(text);
    }

    @Test
    void hidesThirdPartiesAndHerself() {
        assertThat(masked("Hello Mira, Anna asked for you. ANNA PEER, not Annabel."))
                .isEqualTo("Hello [me], [person 1] asked for you. [person 1], not Annabel.");
        assertThat(masked("林悦您好，王小明问起您")).isEqualTo("[me]您好，[person 2]问起您");
    }

    @Test
    void hidesAddressesAndTelephoneNumbers() {
        assertThat(masked("write to anna.p@example.org or ring +49 30 1234-567."))
                .isEqualTo("write to [address] or ring [number].");
        assertThat(masked("in 2026 for 3,000")).isEqualTo("in 2026 for 3,000");
    }

    @Test
    void leavesWordsThatOnlyHoldAShortName() {
        assertThat(masked("Jo enjoys joints")).isEqualTo("Jo enjoys joints");
    }
}
