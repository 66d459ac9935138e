package waywarden.training;

import java.util.List;
import waywarden.conversation.Speaker;
import waywarden.evaluation.Labelled;
import waywarden.head.Heads;
import waywarden.phase.PhaseBelief;
import waywarden.screening.ScreeningModel.Thresholds;

/// Chooses from which probability on the person is told what: `verify` where the corpus is told apart
/// best, but never so low that more than one ordinary conversation in a thousand would raise an alarm.
final class ThresholdChoice {

    private ThresholdChoice() {}

    /// @param beliefs after each message of each conversation of the corpus, by models not fitted on it
    /// @param alarms  what ordinary conversations would raise
    static Thresholds choose(
            List<Labelled> corpus,
            List<List<PhaseBelief>> beliefs,
            List<double[][]> logOdds,
            Heads heads,
            Alarms alarms) {
        double[] ends = new double[corpus.size()];
        for (int c = 0; c < ends.length; c++) ends[c] = beliefs.get(c).getLast().approach();
        double verify = Math.max(bestF1(corpus, ends), alarms.bound());
        double stop = Math.max(verify, 0.9);
        double notice = Math.min(0.5, verify);
        double act = bestAct(corpus, beliefs, logOdds, heads, notice);
        return new Thresholds(rounded(notice), rounded(verify), rounded(stop), rounded(act));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static double bestF1(List<Labelled> corpus, double[] said) {
        double best = 0.5;
        double most = -1;
        for (int step = 20; step <= 98; step++) {
            double threshold = step / 100.0;
            int[] counts = new int[4];
            for (int c = 0; c < said.length; c++) {
                counts[(corpus.get(c).approach() ? 2 : 0) + (said[c] >= threshold ? 1 : 0)]++;
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

    /// The log-odds at which the phases of contact messages are told best.
    private static double bestAct(
            List<Labelled> corpus,
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
            for (int c = 0; c < corpus.size(); c++) {
                Labelled labelled = corpus.get(c);
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
