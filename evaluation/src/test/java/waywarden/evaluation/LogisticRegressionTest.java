package waywarden.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    private static final int COLUMNS = 40;

    @Test
    void findsTheWeightsThatLiblinearFinds() {
        List<SparseVector> rows = new ArrayList<>();
        boolean[] positive = new boolean[300];
        draw(rows, positive);
        for (double c : new double[] {0.1, 1, 10}) {
            LogisticRegression ours = LogisticRegression.fit(rows, positive, COLUMNS, c, false);
            double[] theirs = liblinear(rows, positive, c);
            assertThat(Arrays.stream(theirs).anyMatch(weight -> Math.abs(weight) > 0.01))
                    .isTrue();
            assertThat(ours.intercept()).isCloseTo(theirs[COLUMNS], within(1e-3));
            for (int column = 0; column < COLUMNS; column++) {
                assertThat(ours.weight(column)).isCloseTo(theirs[column], within(1e-3));
            }
        }
    }

    @Test
    void countsBothClassesAlikeWhenBalanced() {
        List<SparseVector> rows = new ArrayList<>();
        boolean[] positive = new boolean[100];
        for (int i = 0; i < positive.length; i++) {
            rows.add(SparseVector.dense(0));
            positive[i] = i < 10;
        }
        LogisticRegression balanced = LogisticRegression.fit(rows, positive, 1, 1, true);
        LogisticRegression plain = LogisticRegression.fit(rows, positive, 1, 1, false);
        assertThat(balanced.probability(rows.getFirst())).isCloseTo(0.5, within(1e-3));
        assertThat(plain.probability(rows.getFirst())).isCloseTo(0.1, within(1e-3));
    }

    @Test
    void givesTheSameWeightsToTheLastBit() {
        List<SparseVector> rows = new ArrayList<>();
        boolean[] positive = new boolean[300];
        draw(rows, positive);
        LogisticRegression first = LogisticRegression.fit(rows, positive, COLUMNS, 1, true);
        LogisticRegression second = LogisticRegression.fit(rows, positive, COLUMNS, 1, true);
        for (int column = 0; column < COLUMNS; column++) {
            assertThat(second.weight(column)).isEqualTo(first.weight(column));
        }
    }

    @Test
    void standsTrainingWithoutAnyRow() {
        LogisticRegression empty = LogisticRegression.fit(List.of(), new boolean[0], 2, 1, true);
        assertThat(empty.probability(SparseVector.dense(1, 1))).isEqualTo(0.5);
    }

    @Test
    void findsTheBottomOfANarrowBowl() {
        double[] minimum = Lbfgs.minimise(
                (point, gradient) -> {
                    gradient[0] = 2 * (point[0] - 3);
                    gradient[1] = 2000 * (point[1] + 1);
                    return Math.pow(point[0] - 3, 2) + 1000 * Math.pow(point[1] + 1, 2);
                },
                new double[2],
                1e-10,
                200);
        assertThat(minimum[0]).isCloseTo(3, within(1e-5));
        assertThat(minimum[1]).isCloseTo(-1, within(1e-5));
    }

    private static void draw(List<SparseVector> rows, boolean[] positive) {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < positive.length; i++) {
            double[] values = new double[COLUMNS];
            for (int column = 0; column < COLUMNS; column++) {
                if (random.nextInt(3) == 0) values[column] = random.nextDouble() - 0.5;
            }
            positive[i] = values[0] + values[1] - values[2] + 0.4 * random.nextDouble() > 0.3;
            rows.add(SparseVector.dense(values));
        }
    }

    /// Its bias is a last column that is always 1 and, asked for here, not penalised: as our intercept.
    private static double[] liblinear(List<SparseVector> rows, boolean[] positive, double c) {
        Problem problem = new Problem();
        problem.l = positive.length;
        problem.n = COLUMNS + 1;
        problem.bias = 1;
        problem.x = new Feature[problem.l][];
        problem.y = new double[problem.l];
        for (int i = 0; i < problem.l; i++) {
            SparseVector row = rows.get(i);
            Feature[] features = new Feature[row.size() + 1];
            for (int f = 0; f < row.size(); f++) features[f] = new FeatureNode(row.column(f) + 1, row.value(f));
            features[row.size()] = new FeatureNode(COLUMNS + 1, 1);
            problem.x[i] = features;
            problem.y[i] = positive[i] ? 1 : -1;
        }
        Parameter parameter = new Parameter(SolverType.L2R_LR, c, 1e-8);
        parameter.setRegularizeBias(false);
        Linear.disableDebugOutput();
        Model model = Linear.train(problem, parameter);
        double[] weights = model.getFeatureWeights();
        double sign = model.getLabels()[0] == 1 ? 1 : -1;
        for (int w = 0; w < weights.length; w++) weights[w] *= sign;
        return weights;
    }
}
