package waywarden.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhraseTest {

    @Test
    void beginsWithTheNextWordWhereALeadingOptionalIsLeftOut() {
        assertThat(found("(you)? need not call", "Need not call them")).isEqualTo("need not call");
        assertThat(found("(you)? need not call", "so you need not call them")).isEqualTo("you need not call");
        assertThat(found("(you)? need not call", "No need not calling")).isNull();
        assertThat(found("(你)?不用查", "其实不用查")).isEqualTo("不用查");
    }

    @Test
    void keepsTheWordBeforeAGapWhole() {
        assertThat(found("can .. help", "I can surely help")).isEqualTo("can surely help");
        assertThat(found("can .. help", "the canal needs help")).isNull();
        assertThat(found("想..认识", "想跟你认识")).isEqualTo("想跟你认识");
    }

    private static @Nullable String found(String phrase, String text) {
        var matcher = Phrase.of(phrase).pattern().matcher(NormalText.of(text).folded());
        return matcher.find() ? matcher.group() : null;
    }
}
