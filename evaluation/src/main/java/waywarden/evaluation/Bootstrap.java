package waywarden.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// Intervals by drawing anew. Pairs are drawn whole, since the halves of a pair resemble each other.
/// Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13 (percentile interval);
/// drawing of groups: Davison and Hinkley, Bootstrap Methods, 1997, section 3.8.
public final class Bootstrap {

    /// Enough for the ends of an interval to be steady in their second digit.
    public static final int DRAWS = 2_000;

    private Bootstrap() {}

    /// Every measure that is defined here, with the interval of the values drawn.
    static Map<Measure, Estimate> estimates(List<Outcome> outcomes, long seed, int draws) {
        List<Measure> defined = Arrays.stream(Measure.values())
                .filter(measure -> !Double.isNaN(measure.of(outcomes)))
                .toList();
        List<ToDoubleFunction<List<Outcome>>> formulas = new ArrayList<>();
        for (Measure measure : defined) formulas.add(measure::of);
        List<Estimate> estimated = estimates(groups(outcomes), formulas, seed, draws);
        Map<Measure, Estimate> estimates = new EnumMap<>(Measure.class);
        for (int m = 0; m < defined.size(); m++) estimates.put(defined.get(m), estimated.get(m));
        return estimates;
    }

    /// Each formula's value over all groups, with the 2.5 % and 97.5 % points of its values over groups drawn.
    static <T> List<Estimate> estimates(
            List<List<T>> groups, List<ToDoubleFunction<List<T>>> formulas, long seed, int draws) {
        double[][] drawn = new double[formulas.size()][draws];
        SplittableRandom random = new SplittableRandom(seed);
        for (int d = 0; d < draws; d++) {
            List<T> sample = new ArrayList<>();
            for (int g = 0; g < groups.size(); g++) sample.addAll(groups.get(random.nextInt(groups.size())));
            for (int f = 0; f < drawn.length; f++) drawn[f][d] = formulas.get(f).applyAsDouble(sample);
        }
        List<T> all = groups.stream().flatMap(List::stream).toList();
        List<Estimate> estimates = new ArrayList<>();
        for (int f = 0; f < drawn.length; f++) {
            estimates.add(percentiles(formulas.get(f).applyAsDouble(all), drawn[f]));
        }
        return estimates;
    }

    /// Draws in which the measure is not defined (one class missing) are left out.
    private static Estimate percentiles(double value, double[] drawn) {
        double[] sorted =
                Arrays.stream(drawn).filter(one -> !Double.isNaN(one)).sorted().toArray();
        if (sorted.length == 0) return new Estimate(value, Double.NaN, Double.NaN);
        return new Estimate(value, quantile(sorted, 0.025), quantile(sorted, 0.975));
    }

    /// Linear between order statistics: type 7 of Hyndman and Fan, The American Statistician 50, 1996.
    static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static List<List<Outcome>> groups(List<Outcome> outcomes) {
        Map<String, List<Outcome>> groups = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            groups.computeIfAbsent(outcome.labelled().group(), key -> new ArrayList<>())
                    .add(outcome);
        }
        return List.copyOf(groups.values());
    }
}
