package waywarden.evaluation;

import java.util.Arrays;
import java.util.List;

/// How early alarms come. Messages of both sides are counted, from 1, up to and with the one that raised it.
final class Earliness {

    private Earliness() {}

    /// Early risk detection error, mean over conversations; lower is better. A false alarm costs the share of
    /// approaches, a missed approach 1, and an alarm after k messages 1 - 1 / (1 + e^(k - o)).
    /// Source: Losada and Crestani, CLEF 2016, LNCS 9822.
    ///
    /// @param o messages after which a right alarm has lost half its worth
    static double erde(List<Outcome> outcomes, double o) {
        if (outcomes.isEmpty()) return Double.NaN;
        double prevalence = (double) outcomes.stream().filter(Outcome::approach).count() / outcomes.size();
        double sum = 0;
        for (Outcome outcome : outcomes) {
            if (!outcome.alarmed()) sum += outcome.approach() ? 1 : 0;
            else sum += outcome.approach() ? latencyCost(outcome.messagesToAlarm(), o) : prevalence;
        }
        return sum / outcomes.size();
    }

    static double latencyCost(int k, double o) {
        return 1 - 1 / (1 + Math.exp(k - o));
    }

    /// F1 of the alarms times their speed, which is 1 less the median penalty of the right ones.
    /// Source: Sadeque, Xu and Bethard, WSDM 2018; p as Vogt, Leser and Akbik, ACL 2021, choose it: half of the
    /// worth is lost at the median length of a conversation.
    static double latencyF1(List<Outcome> outcomes) {
        double f1 = alarms(outcomes).f1(1);
        double p = steepness(outcomes);
        double[] penalties = outcomes.stream()
                .filter(outcome -> outcome.approach() && outcome.alarmed())
                .mapToDouble(outcome -> penalty(p, outcome.messagesToAlarm()))
                .toArray();
        return penalties.length == 0 ? f1 : f1 * (1 - median(penalties));
    }

    /// -1 + 2 / (1 + e^(-p (k - 1))): 0 at the first message, towards 1 as messages pass.
    static double penalty(double p, int k) {
        return -1 + 2 / (1 + Math.exp(-p * (k - 1)));
    }

    /// ln 3 / (m - 1), m the median length: the penalty at m is then one half.
    static double steepness(List<Outcome> outcomes) {
        double m = median(outcomes.stream().mapToDouble(Outcome::length).toArray());
        return Math.log(3) / Math.max(1, m - 1);
    }

    static Confusion alarms(List<Outcome> outcomes) {
        Confusion confusion = new Confusion(2);
        for (Outcome outcome : outcomes) confusion.add(outcome.approach() ? 1 : 0, outcome.alarmed() ? 1 : 0);
        return confusion;
    }

    /// Of the approaches in which a reader could fairly raise a concern at some message, the share whose alarm
    /// came no more than `grace` messages after it.
    static double byFirstSign(List<Outcome> outcomes, int grace) {
        long fair = 0;
        long inTime = 0;
        for (Outcome outcome : outcomes) {
            Integer firstSign = outcome.labelled().firstSign();
            if (!outcome.approach() || firstSign == null) continue;
            fair++;
            if (outcome.alarmedBy(firstSign + grace)) inTime++;
        }
        return fair == 0 ? Double.NaN : (double) inTime / fair;
    }

    /// Of the approaches with a marked request for sensitive information, the share whose alarm came no later
    /// than the first of them.
    static double byFirstRequest(List<Outcome> outcomes) {
        long asked = 0;
        long inTime = 0;
        for (Outcome outcome : outcomes) {
            int request = outcome.labelled().firstRequest();
            if (!outcome.approach() || request < 0) continue;
            asked++;
            if (outcome.alarmedBy(request)) inTime++;
        }
        return asked == 0 ? Double.NaN : (double) inTime / asked;
    }

    static double median(double[] values) {
        if (values.length == 0) return Double.NaN;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
