package waywarden.training;

import java.util.List;
import java.util.function.Function;
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

/// From which probability on a model keeps ordinary conversations quiet, by the rules of concern.
///
/// @param worded   where findings in plain words would explain an alarm; 0 where there are no conversations
/// @param unworded where findings of the model's alone would; likewise
record Alarms(double worded, double unworded) {

    /// Of ordinary conversations at most this share may raise an alarm: half of what is aimed at, since others than
    /// these raise more.
    private static final double SHARE = 5e-4;

    /// A probability that none reaches.
    private static final double NEVER = 2;

    static Alarms of(
            Heads heads,
            PhaseModel.Parameters phases,
            MessagePhase message,
            IndicatorCatalog catalog,
            List<Labelled> ordinary) {
        Function<Thresholds, Screener> screener =
                thresholds -> new Screener(catalog, new ScreeningModel(heads, phases, message, thresholds));
        return new Alarms(
                bound(screener.apply(new Thresholds(0, 0, NEVER, NEVER)), ordinary),
                bound(screener.apply(new Thresholds(0, NEVER, 0, NEVER)), ordinary));
    }

    /// The lowest probability of an alarm that keeps ordinary conversations quiet.
    private static double bound(Screener screener, List<Labelled> ordinary) {
        if (ordinary.isEmpty()) return 0;
        double[] peaks = ordinary.parallelStream()
                .mapToDouble(labelled -> peak(screener.screen(labelled.conversation())))
                .sorted()
                .toArray();
        int allowed = (int) Math.floor(peaks.length * SHARE);
        return Math.min(0.99, peaks[peaks.length - 1 - allowed] + 0.001);
    }

    /// The highest belief in an approach at a message by which findings could explain an alarm; 0 where there is none.
    private static double peak(Screening screening) {
        if (!(screening instanceof Screened screened)) return 0;
        return screened.messages().stream()
                .filter(message -> message.concern().compareTo(Concern.VERIFY) >= 0)
                .mapToDouble(message -> message.belief().approach())
                .max()
                .orElse(0);
    }
}
