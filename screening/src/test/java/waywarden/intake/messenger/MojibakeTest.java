package waywarden.intake.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {

    @ParameterizedTest
    @ValueSource(strings = {"café", "größer", "你好，世界", "👍🏽", "plain"})
    void repairsWhatIsValidUtf8(String meant) {
        String written = new String(meant.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(Mojibake.repaired(written)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"café", "Zoë", "你好", "Ã", "é and 你好"})
    void leavesAloneWhatIsNot(String text) {
        assertThat(Mojibake.repaired(text)).isEqualTo(text);
    }
}
