package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BalanceTest {

    @Test
    void bothKindsWeighTheSameTogetherAndAsMuchAsThereAreConversations() {
        Balance balance = Balance.of(Stream.of(true, true, true, false));
        assertThat(3 * balance.of(true)).isEqualTo(balance.of(false)).isEqualTo(2);
    }

    @Test
    void aKindThatIsMissingTakesNothingFromTheOther() {
        assertThat(Balance.of(Stream.of(true, true)).of(true)).isEqualTo(0.5);
    }
}
