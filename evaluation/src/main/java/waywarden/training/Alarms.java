package waywarden.training;

import java.util.Arrays;
import java.util.List;
import waywarden.evaluation.Labelled;
import waywarden.head.Heads;
import waywarden.indicator.IndicatorCatalog;
import waywarden.phase.PhaseModel;
import waywarden.screening.Concern;
import waywarden.screening.Screener;
import waywarden.screening.Screening;
import waywarden.screening.Screening.Screened;
import waywarden.screening.ScreeningModel;
import waywarden.screening.ScreeningModel.Thresholds;

/// How sure a model is of ordinary conversations where the rules of concern would let it raise an alarm.
///
/// @param inWords for each conversation the highest belief in an approach at a message by which findings, one of them
///                in plain words, could explain an alarm; 0 where there is none
/// @param any     the same where none need be in plain words
record Alarms(double[] inWords, double[] any) {

    /// Half of what is promised, one in a thousand: the draw is small, and others will be unlike it.
    private static final double IN_WORDS = 0.5e-3;

    private static final double ANY = 0.25e-3;

    /// A probability that none reaches.
    private static final double NEVER = 2;

    static Alarms of(Heads heads, PhaseModel.Parameters phases, IndicatorCatalog catalog, List<Labelled> ordinary) {
        Screener inWords = new Screener(catalog, new ScreeningModel(heads, phases, new Thresholds(0, 0, NEVER, 0)));
        Screener any = new Screener(catalog, new ScreeningModel(heads, phases, new Thresholds(0, 0, 0, 0)));
        return new Alarms(peaks(inWords, ordinary), peaks(any, ordinary));
    }

    private static double[] peaks(Screener screener, List<Labelled> ordinary) {
        return ordinary.parallelStream()
                .mapToDouble(labelled -> peak(screener.screen(labelled.conversation())))
                .toArray();
    }

    private static double peak(Screening screening) {
        if (!(screening instanceof Screened screened)) return 0;
        return screened.messages().stream()
                .filter(message -> message.concern().compareTo(Concern.VERIFY) >= 0)
                .mapToDouble(message -> message.belief().approach())
                .max()
                .orElse(0);
    }

    /// The lowest probability of an alarm in plain words that keeps ordinary conversations quiet; 0 where there are
    /// none.
    double boundInWords() {
        return bound(inWords, IN_WORDS);
    }

    /// The same of any alarm.
    double bound() {
        return bound(any, ANY);
    }

    /// Just above the belief that all but a share stay below.
    private static double bound(double[] peaks, double share) {
        if (peaks.length == 0) return 0;
        double[] sorted = peaks.clone();
        Arrays.sort(sorted);
        int allowed = (int) Math.floor(sorted.length * share);
        return Math.min(0.99, sorted[sorted.length - 1 - allowed] + 0.001);
    }
}
