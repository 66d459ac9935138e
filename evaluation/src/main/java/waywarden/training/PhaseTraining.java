package waywarden.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import waywarden.evaluation.Lbfgs;
import waywarden.phase.PhaseModel;
import waywarden.phase.PhaseModel.Calibration;
import waywarden.phase.PhaseModel.Course;
import waywarden.phase.PhaseModel.Evidence;
import waywarden.phase.PhaseModel.Parameters;
import waywarden.phase.PhaseModel.Sighting;

/// Fits the phase model's numbers: the evidence weights and the chances of moving, by gradient descent
/// through the forward recursion.
///
/// The loss of a conversation is the cross-entropy of its label: a quarter of it all along the way, so that the belief
/// can be trusted early, the rest half at the end, when all has been said, and half at the moment the belief in an
/// approach is highest (so that a benign conversation must stay low throughout), plus, for approaches, a share of the
/// mean cross-entropy of the phase reached so far at each contact message. Weights of evidence are held near zero by a
/// quadratic penalty; counter-indicators may only lower, indicators may point either way. Those of the course are held
/// near one: it is in log-odds already, and taken at its word where there are too few conversations to tell.
final class PhaseTraining {

    /// A conversation as numbers.
    ///
    /// @param gains    for each message the gain of each kind of evidence
    /// @param reached  for each message the phase reached so far in an approach, -1 where it does not
    ///                 count
    /// @param approach its label
    /// @param weight   how much it counts
    record Sequence(double[][] gains, int[] reached, boolean approach, double weight) {}

    /// The kinds of evidence that a message shows, and the gain of each: most show few.
    private record Shown(int[] kinds, double[] gains) {
        static Shown of(double[] gains) {
            int[] kinds =
                    IntStream.range(0, gains.length).filter(i -> gains[i] != 0).toArray();
            return new Shown(
                    kinds, IntStream.of(kinds).mapToDouble(i -> gains[i]).toArray());
        }
    }

    private static final double PHASE_SHARE = 0.15;
    private static final double WAY_SHARE = 0.25;
    private static final double HOLD_WEIGHTS = 1.0;
    private static final double HOLD_MOVES = 3.0;
    private static final int STEPS = 120;
    private static final int MOVES = 6;

    /// Log-odds of the moves: begin, deepen, leap, exploit, fade, prior.
    private static final double[] USUAL = {-7, -3, -4, -3, -6, -1};

    private final List<Sequence> sequences;

    /// Of each sequence what each message shows.
    private final List<Shown[]> shown;

    private final int size;

    /// Where each number starts from and is held to.
    private final double[] usual;

    PhaseTraining(List<Sequence> sequences, int size) {
        this.sequences = sequences;
        this.shown = sequences.stream()
                .map(sequence -> Arrays.stream(sequence.gains).map(Shown::of).toArray(Shown[]::new))
                .toList();
        this.size = size;
        this.usual = new double[size * 3 + MOVES];
        Arrays.fill(usual, size * 3 - 3, size * 3, 1);
        System.arraycopy(USUAL, 0, usual, size * 3, MOVES);
    }

    /// @param passing what the sequences were reckoned with: the evidence, its weights not yet meaningful, and the
    ///                contrasts and the half-life, which are passed through
    static Parameters fit(List<Sequence> sequences, Parameters passing) {
        List<Evidence> kinds = passing.evidence();
        PhaseTraining training = new PhaseTraining(sequences, kinds.size() + 1);
        int at = (kinds.size() + 1) * 3;
        double[] best = Lbfgs.minimise(training::loss, training.usual, 1e-4, STEPS);
        List<Evidence> fitted = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            Evidence kind = kinds.get(i);
            fitted.add(new Evidence(
                    kind.name(),
                    kind.indicators(),
                    LogisticFit.rounded(best[i * 3]),
                    LogisticFit.rounded(best[i * 3 + 1]),
                    LogisticFit.rounded(best[i * 3 + 2])));
        }
        return new Parameters(
                LogisticFit.rounded(chance(best[at + 5])),
                LogisticFit.rounded(chance(best[at])),
                LogisticFit.rounded(chance(best[at + 1])),
                LogisticFit.rounded(chance(best[at + 2])),
                LogisticFit.rounded(chance(best[at + 3])),
                LogisticFit.rounded(chance(best[at + 4])),
                passing.halfLife(),
                new Course(
                        LogisticFit.rounded(best[at - 3]),
                        LogisticFit.rounded(best[at - 2]),
                        LogisticFit.rounded(best[at - 1])),
                passing.contrasts(),
                Calibration.NONE,
                null,
                fitted);
    }

    private static double chance(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    double loss(double[] point, double[] gradient) {
        Arrays.fill(gradient, 0);
        Moves moves = new Moves(point, size * 3);
        double[] moveGradient = new double[MOVES];
        double loss = 0;
        for (int i = 0; i < sequences.size(); i++) {
            loss += new Pass(sequences.get(i), shown.get(i), point, moves).run(gradient, moveGradient);
        }
        for (int i = 0; i < MOVES; i++) gradient[size * 3 + i] += moveGradient[i];
        for (int i = 0; i < point.length; i++) {
            double off = point[i] - usual[i];
            double hold = i >= size * 3 ? HOLD_MOVES : HOLD_WEIGHTS;
            loss += hold / 2 * off * off;
            gradient[i] += hold * off;
        }
        return loss;
    }

    /// The chances of moving and the matrix they make.
    private static final class Moves {
        private final double begin;
        private final double deepen;
        private final double leap;
        private final double exploit;
        private final double fade;
        private final double prior;
        private final double[][] matrix;

        Moves(double[] point, int at) {
            begin = chance(point[at]);
            deepen = chance(point[at + 1]);
            leap = chance(point[at + 2]);
            exploit = chance(point[at + 3]);
            fade = chance(point[at + 4]);
            prior = chance(point[at + 5]);
            double stay = 1 - fade;
            matrix = new double[][] {
                {1 - begin, begin, 0, 0},
                {fade, stay * (1 - deepen) * (1 - leap), stay * deepen * (1 - leap), stay * leap},
                {fade, 0, stay * (1 - exploit), stay * exploit},
                {fade, 0, 0, stay}
            };
        }

        /// From the gradient of the matrix and of the first belief to that of the log-odds.
        void back(double[][] dm, double dPrior, double[] into) {
            double stay = 1 - fade;
            into[0] += (dm[0][1] - dm[0][0]) * begin * (1 - begin);
            into[1] += stay * (1 - leap) * (dm[1][2] - dm[1][1]) * deepen * (1 - deepen);
            into[2] += stay * (dm[1][3] - (1 - deepen) * dm[1][1] - deepen * dm[1][2]) * leap * (1 - leap);
            into[3] += stay * (dm[2][3] - dm[2][2]) * exploit * (1 - exploit);
            double dFade = dm[1][0]
                    + dm[2][0]
                    + dm[3][0]
                    - (1 - deepen) * (1 - leap) * dm[1][1]
                    - deepen * (1 - leap) * dm[1][2]
                    - leap * dm[1][3]
                    - (1 - exploit) * dm[2][2]
                    - exploit * dm[2][3]
                    - dm[3][3];
            into[4] += dFade * fade * (1 - fade);
            into[5] += dPrior * prior * (1 - prior);
        }
    }

    private static final double[] START = {-1, 0.98, 0.015, 0.005};

    /// One conversation, forward and back.
    private static final class Pass {
        private final Sequence sequence;
        private final Shown[] shown;
        private final double[] point;
        private final Moves moves;
        private final int length;
        private final double[][] beliefs;
        private final double[][] likelihoods;
        private final boolean[][] bounded;

        Pass(Sequence sequence, Shown[] shown, double[] point, Moves moves) {
            this.sequence = sequence;
            this.shown = shown;
            this.point = point;
            this.moves = moves;
            this.length = shown.length;
            this.beliefs = new double[length + 1][4];
            this.likelihoods = new double[length][4];
            this.bounded = new boolean[length][4];
        }

        double run(double[] gradient, double[] moveGradient) {
            forward();
            double[][] slopes = new double[length + 1][4];
            double loss = loss(slopes);
            back(slopes, gradient, moveGradient);
            return loss;
        }

        private void forward() {
            for (int s = 0; s < 4; s++) beliefs[0][s] = s == 0 ? 1 - moves.prior : moves.prior * START[s];
            for (int t = 0; t < length; t++) {
                likelihoods[t][0] = 1;
                for (int s = 1; s < 4; s++) {
                    double ratio = 0;
                    Shown now = shown[t];
                    for (int i = 0; i < now.kinds.length; i++) {
                        ratio += now.gains[i] * point[now.kinds[i] * 3 + s - 1];
                    }
                    bounded[t][s] = Math.abs(ratio) > 12;
                    likelihoods[t][s] = Math.exp(Math.max(-12, Math.min(12, ratio)));
                }
                double sum = 0;
                for (int to = 0; to < 4; to++) {
                    double mass = 0;
                    for (int from = 0; from < 4; from++) mass += beliefs[t][from] * moves.matrix[from][to];
                    beliefs[t + 1][to] = mass * likelihoods[t][to];
                    sum += beliefs[t + 1][to];
                }
                for (int s = 0; s < 4; s++) beliefs[t + 1][s] /= sum;
            }
        }

        private double loss(double[][] slopes) {
            int peak = 1;
            for (int t = 1; t <= length; t++) if (beliefs[t][0] < beliefs[peak][0]) peak = t;
            double weight = sequence.weight;
            double each = weight * (1 - WAY_SHARE) / 2;
            double loss = label(slopes, peak, each) + label(slopes, length, each);
            for (int t = 1; t <= length; t++) loss += label(slopes, t, weight * WAY_SHARE / length);
            if (!sequence.approach) return loss;
            int counted = 0;
            for (int reached : sequence.reached) if (reached > 0) counted++;
            for (int t = 0; t < length; t++) {
                int reached = sequence.reached[t];
                if (reached <= 0) continue;
                double share = weight * PHASE_SHARE / counted;
                double held = Math.max(1e-6, beliefs[t + 1][reached]);
                loss -= share * Math.log(held);
                slopes[t + 1][reached] -= share / held;
            }
            return loss;
        }

        /// Cross-entropy of the label after message `t`.
        private double label(double[][] slopes, int t, double weight) {
            double none = Math.min(1 - 1e-6, Math.max(1e-6, beliefs[t][0]));
            slopes[t][0] += sequence.approach ? weight / (1 - none) : -weight / none;
            return -weight * Math.log(sequence.approach ? 1 - none : none);
        }

        private void back(double[][] slopes, double[] gradient, double[] moveGradient) {
            double[][] dm = new double[4][4];
            double[] slope = slopes[length].clone();
            for (int t = length - 1; t >= 0; t--) {
                double[] before = beliefs[t];
                double[] mass = new double[4];
                double sum = 0;
                for (int to = 0; to < 4; to++) {
                    for (int from = 0; from < 4; from++) mass[to] += before[from] * moves.matrix[from][to];
                    sum += mass[to] * likelihoods[t][to];
                }
                double mean = 0;
                for (int s = 0; s < 4; s++) mean += slope[s] * beliefs[t + 1][s];
                double[] next = slopes[t].clone();
                for (int to = 0; to < 4; to++) {
                    double dw = (slope[to] - mean) / sum;
                    if (to > 0 && !bounded[t][to]) {
                        double dRatio = dw * mass[to] * likelihoods[t][to];
                        Shown now = shown[t];
                        for (int i = 0; i < now.kinds.length; i++) {
                            gradient[now.kinds[i] * 3 + to - 1] += dRatio * now.gains[i];
                        }
                    }
                    double dMass = dw * likelihoods[t][to];
                    for (int from = 0; from < 4; from++) {
                        dm[from][to] += dMass * before[from];
                        next[from] += dMass * moves.matrix[from][to];
                    }
                }
                slope = next;
            }
            double dPrior = 0;
            for (int s = 0; s < 4; s++) dPrior += slope[s] * START[s];
            moves.back(dm, dPrior, moveGradient);
        }
    }

    /// The gains of a conversation's sightings, as the model itself would reckon them; the course's gain
    /// comes last.
    static double[][] gains(PhaseModel model, List<Sighting> sightings, Duration[] gaps) {
        PhaseModel.State state = model.start();
        double[][] gains = new double[sightings.size()][];
        for (int t = 0; t < gains.length; t++) {
            double[] acts = sightings.get(t).acts();
            double[] of = PhaseModel.gains(model.faded(state.seen(), gaps[t]), acts);
            PhaseModel.State next = model.step(state, sightings.get(t), gaps[t]);
            gains[t] = Arrays.copyOf(of, of.length + 1);
            gains[t][of.length] = model.course(next.course()) - model.course(state.course());
            state = next;
        }
        return gains;
    }
}
