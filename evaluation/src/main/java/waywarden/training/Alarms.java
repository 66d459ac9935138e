package waywarden.training;

import java.util.Arrays;
import java.util.List;
import waywarden.evaluation.Labelled;
import waywarden.indicator.IndicatorCatalog;
import waywarden.screening.ConcernPolicy;
import waywarden.screening.Screener;
import waywarden.screening.Screening.Screened;
import waywarden.screening.ScreeningModel;

/// What an alarm has to take so that ordinary conversations stay quiet, by the rules of concern.
final class Alarms {

    /// Of ordinary conversations this share may raise an alarm.
    private static final double SHARE = 1e-3;

    /// The highest of so large a share tell how the highest fall off.
    private static final double TAIL = 0.01;

    private static final double MOST = 0.99;

    private Alarms() {}

    /// The threshold of an alarm that keeps ordinary conversations quiet, as a probability; 0 where there are none.
    ///
    /// @param model its thresholds count for nothing
    static double quiet(ScreeningModel model, IndicatorCatalog catalog, List<Labelled> ordinary) {
        Screener screener = new Screener(catalog, model);
        double[] most = ordinary.parallelStream()
                .mapToDouble(labelled -> screener.screen(labelled.conversation()) instanceof Screened screened
                        ? ConcernPolicy.mostSure(screened.messages())
                        : Double.NEGATIVE_INFINITY)
                .toArray();
        return Math.min(MOST, 1 / (1 + Math.exp(-exceededBy(SHARE, most))));
    }

    /// What a small share of such values exceeds, by an exponential tail fitted to the highest: the very highest of
    /// some thousands are a matter of chance. Negative infinity where no two values are finite.
    /// Source: Weissman, "Estimation of parameters and large quantiles based on the k largest observations", JASA
    /// 73 (1978) 812-815.
    static double exceededBy(double share, double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int finite = (int) Arrays.stream(sorted).filter(Double::isFinite).count();
        int k = Math.min(finite - 1, Math.max(1, (int) (TAIL * sorted.length)));
        if (k < 1) return Double.NEGATIVE_INFINITY;
        double foot = sorted[sorted.length - 1 - k];
        double above = Arrays.stream(sorted, sorted.length - k, sorted.length)
                .map(value -> value - foot)
                .average()
                .orElse(0);
        return foot + above * Math.max(0, Math.log((double) k / sorted.length / share));
    }
}
