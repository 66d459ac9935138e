package waywarden.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import waywarden.conversation.Message;
import waywarden.evaluation.Labelled;
import waywarden.head.Heads;
import waywarden.head.Heads.Head;
import waywarden.head.Heads.Reading;
import waywarden.head.Recent;
import waywarden.indicator.NormalText;

/// How sure each head is of ordinary talk at most.
final class SureReadings {

    /// Of ordinary conversations at most this share holds a surer reading of a head.
    private static final double SHARE = 1e-3;

    private SureReadings() {}

    /// The log-odds from which on a finding beyond a cordial contact is sure, by its head; none where there are no
    /// ordinary conversations to tell by.
    ///
    /// @param heads    with the thresholds of their findings
    /// @param ordinary conversations that the heads were not trained on
    static Map<String, Double> of(Heads heads, List<Labelled> ordinary) {
        Map<String, Double> sure = new TreeMap<>();
        if (ordinary.isEmpty()) return sure;
        double[][] most = ordinary.parallelStream()
                .map(labelled -> most(heads, labelled.conversation().messages()))
                .toArray(double[][]::new);
        for (int h = 0; h < heads.heads().size(); h++) {
            Head head = heads.heads().get(h);
            if (!head.name().matches("P[23]-.*") || head.threshold() == Double.POSITIVE_INFINITY) continue;
            int of = h;
            double[] sorted =
                    Arrays.stream(most).mapToDouble(each -> each[of]).sorted().toArray();
            double seldom = sorted[sorted.length - 1 - (int) (sorted.length * SHARE)];
            sure.put(head.name(), Math.round(Math.max(head.threshold(), seldom) * 1000 + 1) / 1000.0);
        }
        return sure;
    }

    private static double[] most(Heads heads, List<Message> messages) {
        double[] most = new double[heads.heads().size()];
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        Recent recent = Recent.NOTHING;
        for (Message message : messages) {
            Reading reading = heads.read(message.from(), NormalText.of(message.text()), recent);
            recent = reading.after(recent, message.from());
            for (int h = 0; h < most.length; h++) most[h] = Math.max(most[h], reading.logOdds()[h]);
        }
        return most;
    }
}
