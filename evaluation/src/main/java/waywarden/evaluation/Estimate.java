package waywarden.evaluation;

import org.apache.commons.statistics.distribution.BetaDistribution;

/// A measured value with its 95 % interval; all NaN where it is not defined.
///
/// @param value measured
/// @param low   lower end
/// @param high  upper end
public record Estimate(double value, double low, double high) {

    private static final double CONFIDENCE = 0.95;

    /// A share with its exact interval, from quantiles of the beta distribution.
    /// Source: Clopper and Pearson, Biometrika 26, 1934.
    public static Estimate share(long successes, long trials) {
        if (successes < 0 || successes > trials) throw new IllegalArgumentException("a share is at most the whole");
        if (trials == 0) return new Estimate(Double.NaN, Double.NaN, Double.NaN);
        double tail = (1 - CONFIDENCE) / 2;
        double low = successes == 0
                ? 0
                : BetaDistribution.of((double) successes, (double) (trials - successes + 1))
                        .inverseCumulativeProbability(tail);
        double high = successes == trials
                ? 1
                : BetaDistribution.of((double) (successes + 1), (double) (trials - successes))
                        .inverseSurvivalProbability(tail);
        return new Estimate((double) successes / trials, low, high);
    }

    Estimate times(double factor) {
        return new Estimate(value * factor, low * factor, high * factor);
    }

    boolean defined() {
        return !Double.isNaN(value);
    }
}
