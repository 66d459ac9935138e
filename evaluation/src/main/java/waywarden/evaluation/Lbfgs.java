package waywarden.evaluation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// Minimises a smooth convex function with limited memory of its curvature. No randomness and one thread, so
/// that the same function gives the same minimum to the last bit.
/// Source: Nocedal and Wright, Numerical Optimization, 2nd ed., algorithms 7.4 and 7.5; backtracking by the
/// sufficient-decrease rule (3.4), a step of no positive curvature being left out of the memory.
public final class Lbfgs {

    /// Steps remembered: between 3 and 20 by the source, more cost memory and gain little.
    private static final int MEMORY = 10;

    private static final double SUFFICIENT_DECREASE = 1e-4;

    private static final int MOST_HALVINGS = 50;

    /// A function to minimise.
    public interface Objective {
        /// @param gradient filled with the gradient at `point`
        /// @return the value at `point`
        double at(double[] point, double[] gradient);
    }

    private static final class Step {
        private final double[] moved;
        private final double[] turned;
        private final double curvature;

        Step(double[] moved, double[] turned, double curvature) {
            this.moved = moved;
            this.turned = turned;
            this.curvature = curvature;
        }
    }

    private Lbfgs() {}

    /// @param start     where to begin; not changed
    /// @param tolerance ends when the gradient's norm has fallen to this share of that at the start
    public static double[] minimise(Objective objective, double[] start, double tolerance, int mostSteps) {
        double[] point = start.clone();
        double[] gradient = new double[point.length];
        double value = objective.at(point, gradient);
        double enough = tolerance * norm(gradient);
        Deque<Step> memory = new ArrayDeque<>();
        double[] next = new double[point.length];
        double[] nextGradient = new double[point.length];
        for (int step = 0; step < mostSteps && norm(gradient) > enough; step++) {
            double[] direction = direction(gradient, memory);
            double slope = dot(gradient, direction);
            double length = memory.isEmpty() ? Math.min(1, 1 / norm(gradient)) : 1;
            double nextValue = value;
            int halvings = 0;
            while (true) {
                for (int i = 0; i < next.length; i++) next[i] = point[i] + length * direction[i];
                nextValue = objective.at(next, nextGradient);
                if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) break;
                // No step lowers the value any more: the minimum, as far as doubles tell.
                if (++halvings == MOST_HALVINGS) return point;
                length /= 2;
            }
            remember(memory, point, next, gradient, nextGradient);
            double[] last = point;
            point = next;
            next = last;
            value = nextValue;
            last = gradient;
            gradient = nextGradient;
            nextGradient = last;
        }
        return point;
    }

    /// The two-loop recursion: the gradient times the remembered inverse curvature, downhill.
    private static double[] direction(double[] gradient, Deque<Step> memory) {
        double[] direction = gradient.clone();
        double[] weights = new double[memory.size()];
        int w = weights.length;
        for (Iterator<Step> newestFirst = memory.descendingIterator(); newestFirst.hasNext(); ) {
            Step step = newestFirst.next();
            weights[--w] = dot(step.moved, direction) / step.curvature;
            add(direction, -weights[w], step.turned);
        }
        Step newest = memory.peekLast();
        double scale = newest == null ? 1 : newest.curvature / dot(newest.turned, newest.turned);
        for (int i = 0; i < direction.length; i++) direction[i] *= scale;
        for (Step step : memory) {
            add(direction, weights[w++] - dot(step.turned, direction) / step.curvature, step.moved);
        }
        for (int i = 0; i < direction.length; i++) direction[i] = -direction[i];
        return direction;
    }

    private static void remember(
            Deque<Step> memory, double[] point, double[] next, double[] gradient, double[] nextGradient) {
        double curvature = 0;
        double squares = 0;
        for (int i = 0; i < next.length; i++) {
            double turned = nextGradient[i] - gradient[i];
            curvature += (next[i] - point[i]) * turned;
            squares += turned * turned;
        }
        if (!(curvature > 1e-12 * squares)) return;
        // Vectors may be long: those of the step forgotten are used again.
        Step forgotten = memory.size() == MEMORY ? memory.removeFirst() : null;
        double[] moved = forgotten == null ? new double[next.length] : forgotten.moved;
        double[] turned = forgotten == null ? new double[next.length] : forgotten.turned;
        for (int i = 0; i < next.length; i++) {
            moved[i] = next[i] - point[i];
            turned[i] = nextGradient[i] - gradient[i];
        }
        memory.addLast(new Step(moved, turned, curvature));
    }

    private static void add(double[] target, double factor, double[] source) {
        for (int i = 0; i < target.length; i++) target[i] += factor * source[i];
    }

    private static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
