package waywarden.training;

import java.util.List;
import waywarden.conversation.Speaker;
import waywarden.evaluation.Labelled;
import waywarden.head.Heads;
import waywarden.phase.PhaseBelief;
import waywarden.screening.ScreeningModel.Thresholds;

/// Chooses from which probability on the person is told what: `verify` where the corpus is told apart
/// best, but never so low that more than one ordinary conversation in a thousand would reach it with a sign
/// in plain words; `stop`, which needs no such words, never so low that one in a thousand would reach it at all.
final class ThresholdChoice {

    private static final double ORDINARY_ALARMS = 1e-3;

    private ThresholdChoice() {}

    /// @param beliefs after each message of each conversation, by models not fitted on it
    /// @param inWords for each conversation the first message by which a sign stood in plain words
    static Thresholds choose(
            List<Labelled> all,
            int corpusSize,
            List<List<PhaseBelief>> beliefs,
            int[] inWords,
            List<double[][]> logOdds,
            Heads heads) {
        double[] ends = new double[all.size()];
        double[] peaks = new double[all.size()];
        double[] worded = new double[all.size()];
        for (int c = 0; c < peaks.length; c++) {
            ends[c] = beliefs.get(c).getLast().approach();
            peaks[c] = peak(beliefs.get(c), 0);
            worded[c] = peak(beliefs.get(c), inWords[c]);
        }
        double verify = Math.max(bestF1(all, corpusSize, ends), ordinary(worded, corpusSize));
        double stop = Math.max(Math.max(verify, 0.9), ordinary(peaks, corpusSize));
        double notice = Math.min(0.5, verify);
        double act = bestAct(all, corpusSize, beliefs, logOdds, heads, notice);
        return new Thresholds(rounded(notice), rounded(verify), rounded(stop), rounded(act));
    }

    private static double peak(List<PhaseBelief> beliefs, int from) {
        return beliefs.stream()
                .skip(from)
                .mapToDouble(PhaseBelief::approach)
                .max()
                .orElse(0);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static double bestF1(List<Labelled> all, int corpusSize, double[] said) {
        double best = 0.5;
        double most = -1;
        for (int step = 20; step <= 98; step++) {
            double threshold = step / 100.0;
            int[] counts = new int[4];
            for (int c = 0; c < corpusSize; c++) {
                counts[(all.get(c).approach() ? 2 : 0) + (said[c] >= threshold ? 1 : 0)]++;
            }
            double f1 = (f1(counts[3], counts[1], counts[2]) + f1(counts[0], counts[2], counts[1])) / 2;
            if (f1 > most) {
                most = f1;
                best = threshold;
            }
        }
        return best;
    }

    private static double f1(int hit, int wrong, int missed) {
        return hit == 0 ? 0 : 2.0 * hit / (2 * hit + wrong + missed);
    }

    /// Just above the peak that all but one in a thousand ordinary conversations stay below.
    private static double ordinary(double[] peaks, int corpusSize) {
        double[] sorted = java.util.Arrays.copyOfRange(peaks, corpusSize, peaks.length);
        if (sorted.length == 0) return 0;
        java.util.Arrays.sort(sorted);
        int allowed = (int) Math.floor(sorted.length * ORDINARY_ALARMS);
        return Math.min(0.99, sorted[sorted.length - 1 - allowed] + 0.001);
    }

    /// The log-odds at which the phases of contact messages are told best.
    private static double bestAct(
            List<Labelled> all,
            int corpusSize,
            List<List<PhaseBelief>> beliefs,
            List<double[][]> logOdds,
            Heads heads,
            double notice) {
        int[] heads123 = new int[3];
        for (int h = 0; h < heads.heads().size(); h++) {
            for (int p = 0; p < 3; p++) if (heads.heads().get(h).name().equals("phase-" + (p + 1))) heads123[p] = h;
        }
        double best = 0;
        double most = -1;
        for (double act = -3; act <= 2; act += 0.1) {
            int[][] confusion = new int[4][4];
            for (int c = 0; c < corpusSize; c++) {
                Labelled labelled = all.get(c);
                for (int i = 0; i < labelled.phases().size(); i++) {
                    int label = labelled.phases().get(i);
                    if (label < 0 || labelled.conversation().messages().get(i).from() != Speaker.CONTACT) continue;
                    int said = 0;
                    if (beliefs.get(c).get(i).approach() >= notice) {
                        for (int p = 0; p < 3; p++) if (logOdds.get(c)[i][heads123[p]] >= act) said = p + 1;
                    }
                    confusion[label][said]++;
                }
            }
            double f1 = macroF1(confusion);
            if (f1 > most) {
                most = f1;
                best = act;
            }
        }
        return best;
    }

    static double macroF1(int[][] confusion) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            int wrong = 0;
            int missed = 0;
            for (int j = 0; j < 4; j++) {
                if (j == k) continue;
                wrong += confusion[j][k];
                missed += confusion[k][j];
            }
            sum += f1(confusion[k][k], wrong, missed);
        }
        return sum / 4;
    }
}
