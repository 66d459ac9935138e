package waywarden.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import waywarden.evaluation.Labelled;
import waywarden.head.Heads;
import waywarden.indicator.IndicatorCatalog;
import waywarden.phase.PhaseModel;
import waywarden.screening.Concern;
import waywarden.screening.MessagePhase;
import waywarden.screening.Screener;
import waywarden.screening.Screening;
import waywarden.screening.Screening.Screened;
import waywarden.screening.ScreeningModel;
import waywarden.screening.ScreeningModel.Thresholds;

/// How sure a model is of ordinary conversations where the rules of concern would let it raise an alarm.
///
/// @param peaks for each conversation the highest belief in an approach at a message by which findings could explain
///              an alarm; 0 where there is none
record Alarms(double[] peaks) {

    /// Of ordinary conversations at most this share may raise an alarm.
    private static final double SHARE = 1e-3;

    /// A probability that none reaches.
    private static final double NEVER = 2;

    static Alarms of(
            Heads heads,
            PhaseModel.Parameters phases,
            MessagePhase message,
            IndicatorCatalog catalog,
            List<Labelled> ordinary) {
        Screener screener = new Screener(
                catalog, new ScreeningModel(heads, phases, message, new Thresholds(0, 0, NEVER, Map.of())));
        return new Alarms(ordinary.parallelStream()
                .mapToDouble(labelled -> peak(screener.screen(labelled.conversation())))
                .toArray());
    }

    private static double peak(Screening screening) {
        if (!(screening instanceof Screened screened)) return 0;
        return screened.messages().stream()
                .filter(message -> message.concern().compareTo(Concern.VERIFY) >= 0)
                .mapToDouble(message -> message.belief().approach())
                .max()
                .orElse(0);
    }

    /// The lowest probability of an alarm that keeps ordinary conversations quiet; 0 where there are none.
    double bound() {
        if (peaks.length == 0) return 0;
        double[] sorted = peaks.clone();
        Arrays.sort(sorted);
        int allowed = (int) Math.floor(sorted.length * SHARE);
        return Math.min(0.99, sorted[sorted.length - 1 - allowed] + 0.001);
    }
}
