package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waywarden.conversation.Conversation;
import waywarden.evaluation.Labelled;
import waywarden.evaluation.LabelledFiles;
import waywarden.evaluation.Swap;
import waywarden.screening.Screener;
import waywarden.screening.Screening.Screened;

/// The second promise: the same conversation with other names and other countries gives the same result.
class NeutralityTest {

    /// Of all results at most this share may change.
    private static final double TOLERANCE = 0.01;

    private static final Path CORPUS =
            Path.of(System.getProperty("waywarden.root", "..")).resolve("corpus");

    private final Screener screener = Screener.bundled();

    static java.util.List<Swap> swaps() {
        return Swap.all();
    }

    @ParameterizedTest
    @MethodSource("swaps")
    void theResultStaysTheSame(Swap swap) throws IOException {
        int touched = 0;
        int changed = 0;
        for (Labelled labelled : LabelledFiles.read(java.util.List.of(CORPUS))) {
            Conversation swapped = swap.in(labelled.conversation());
            if (swapped.equals(labelled.conversation())) continue;
            touched++;
            Screened before = (Screened) screener.screen(labelled.conversation());
            Screened after = (Screened) screener.screen(swapped);
            if (before.concern() != after.concern() || before.phase() != after.phase()) changed++;
        }
        System.out.printf(Locale.ROOT, "neutrality: %s, %d of %d results changed%n", swap.name(), changed, touched);
        assertThat(touched).as("conversations that hold such a word").isGreaterThan(100);
        assertThat(changed / (double) touched).isLessThanOrEqualTo(TOLERANCE);
    }
}
