package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.evaluation.Labelled;
import waywarden.training.Meanings.Meaning;

class MeaningsTest {

    private static final int LENGTH = 160;

    /// A text's number says what it means: even ones lie one way and odd ones the other, with a little noise on top.
    private static final Teacher TEACHER = new Teacher() {
        @Override
        public Set<String> languages() {
            return Set.of("en");
        }

        @Override
        public List<float[]> vectors(String language, Collection<String> texts) {
            return texts.stream().map(MeaningsTest::vector).toList();
        }

        @Override
        public void close() {}
    };

    private static float[] vector(String text) {
        int number = Integer.parseInt(text);
        Random noise = new Random(number);
        float[] vector = new float[LENGTH];
        for (int d = 0; d < LENGTH; d++) vector[d] = 5 + (float) noise.nextGaussian() / 50;
        vector[3] += number % 2 == 0 ? 1 : -1;
        return vector;
    }

    private static List<Labelled> conversations(String language, int messages) {
        List<Message> said = IntStream.range(0, messages)
                .mapToObj(i -> new Message(null, Speaker.CONTACT, String.valueOf(i), null))
                .toList();
        Conversation conversation = new Conversation("c", "c", null, null, language, said);
        List<Integer> phases = new ArrayList<>(said.stream().map(message -> 0).toList());
        return List.of(
                new Labelled(conversation, "f", false, null, 0, null, null, phases, List.of(), null, null, Set.of()));
    }

    @Test
    void whatTextsDifferInMostIsKept() {
        Meanings meanings = Meanings.of(conversations("en", 300), TEACHER);
        assertThat(meanings.dimensions()).isEqualTo(Meanings.EACH);
        float[] even = values(meanings.of("en", "10"));
        assertThat(dot(even, values(meanings.of("en", "12")))).isGreaterThan(0.5);
        assertThat(dot(even, values(meanings.of("en", "11")))).isLessThan(-0.5);
        assertThat(meanings.of("en", "not said")).isNull();
        assertThat(meanings.of(null, "10")).isNull();
    }

    @Test
    void languagesWithoutATeacherAndHandfulsOfTextsMeanNothing() {
        assertThat(Meanings.of(conversations("ru", 300), TEACHER).of("ru", "10"))
                .isNull();
        assertThat(Meanings.of(conversations("en", 20), TEACHER).of("en", "10")).isNull();
        assertThat(Meanings.of(conversations("en", 300), Teacher.NONE).dimensions())
                .isZero();
    }

    private static float[] values(@Nullable Meaning meaning) {
        return Objects.requireNonNull(meaning).values();
    }

    private static double dot(float[] a, float[] b) {
        double dot = 0;
        for (int d = 0; d < a.length; d++) dot += (double) a[d] * b[d];
        return dot;
    }
}
