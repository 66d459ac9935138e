package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import waywarden.phase.CourseSoFar;
import waywarden.phase.PhaseModel.Contrast;
import waywarden.training.ContrastFit.Ended;

class ContrastFitTest {

    /// In approaches the words weigh more, and the first head's strongest messages stand out; the second head says the
    /// same of both.
    private static Ended conversation(boolean approach, Random random) {
        int most = 16 + (approach ? 24 : 0) + random.nextInt(24);
        int other = 16 + random.nextInt(24);
        short[] strongest = {(short) most, (short) most, (short) most, (short) other, (short) other, (short) other};
        double weight = random.nextGaussian() * 20 + (approach ? 10 : -10);
        return new Ended(new CourseSoFar(weight, 400, 10, strongest, new int[] {3 * most, 3 * other}), approach, 1);
    }

    private static List<Ended> conversations(int count, Random random) {
        List<Ended> conversations = new ArrayList<>();
        for (int i = 0; i < count; i++) conversations.add(conversation(i % 2 == 0, random));
        return conversations;
    }

    @Test
    void aHeadThatTellsTheClassesApartWeighsMost() {
        List<Contrast> fitted = ContrastFit.fit(List.of("P3-01", "P1-04"), conversations(400, new Random(7)));
        assertThat(fitted).extracting(Contrast::head).containsExactly("P3-01", "P1-04");
        assertThat(fitted.get(0).weight()).isGreaterThan(0.1);
        assertThat(Math.abs(fitted.get(1).weight())).isLessThan(fitted.get(0).weight() / 3);
    }

    @Test
    void whereWordsTellNothingNothingIsGivenInTheirUnit() {
        assertThat(ContrastFit.fit(List.of("P3-01", "P1-04"), conversations(2, new Random(7))))
                .allSatisfy(contrast -> assertThat(contrast.weight()).isZero());
    }
}
