package waywarden.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What is measured of a detector over a set of conversations. NaN where a set or a detector has no such thing.
public enum Measure {
    /// Recall where all are approaches, and 1 less the false-positive rate where none is.
    ACCURACY("share right"),
    MACRO_F1("macro F1"),
    APPROACH_F1("F1 approach"),
    AUC("ROC AUC"),
    /// Of the score at its highest, as `screen` tells the probability.
    PEAK_AUC("ROC AUC at the highest"),
    CALIBRATION_ERROR("ECE"),
    ALARM_F1("F1 of alarms"),
    LATENCY_F1("F-latency"),
    BY_FIRST_SIGN("alarm by first sign"),
    /// The border is one author's call, give or take two messages.
    SOON_AFTER_SIGN("within 2 after it"),
    BY_FIRST_REQUEST("alarm by first request"),
    ERDE_5("ERDE 5"),
    ERDE_50("ERDE 50"),
    AFTER_3("macro F1 after 3"),
    AFTER_5("macro F1 after 5"),
    AFTER_7("macro F1 after 7"),
    AFTER_10("macro F1 after 10"),
    REACHED_ACCURACY("reached: accuracy"),
    REACHED_F1("reached: macro F1"),
    PHASE_F1("phase of message: macro F1");

    private final String title;

    Measure(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /// @return NaN where a set or a detector has no such thing
    public double of(List<Outcome> outcomes) {
        if (needsBothClasses() && !hasBothClasses(outcomes)) return Double.NaN;
        return switch (this) {
            case ACCURACY -> decisions(outcomes).accuracy();
            case MACRO_F1 -> decisions(outcomes).macroF1();
            case APPROACH_F1 -> decisions(outcomes).f1(1);
            case AUC -> auc(outcomes, outcome -> outcome.reading().probability());
            case PEAK_AUC -> auc(outcomes, Measure::highest);
            case CALIBRATION_ERROR -> Calibration.error(outcomes);
            case ALARM_F1 -> Earliness.alarms(outcomes).f1(1);
            case LATENCY_F1 -> Earliness.latencyF1(outcomes);
            case BY_FIRST_SIGN -> Earliness.byFirstSign(outcomes, 0);
            case SOON_AFTER_SIGN -> Earliness.byFirstSign(outcomes, 2);
            case BY_FIRST_REQUEST -> Earliness.byFirstRequest(outcomes);
            case ERDE_5 -> Earliness.erde(outcomes, 5);
            case ERDE_50 -> Earliness.erde(outcomes, 50);
            case AFTER_3 -> after(outcomes, 3);
            case AFTER_5 -> after(outcomes, 5);
            case AFTER_7 -> after(outcomes, 7);
            case AFTER_10 -> after(outcomes, 10);
            case REACHED_ACCURACY -> reached(outcomes).accuracy();
            case REACHED_F1 -> reached(outcomes).macroF1();
            case PHASE_F1 -> phases(outcomes).macroF1();
        };
    }

    /// In a set of one class, F1 and ranking say nothing of the other.
    private boolean needsBothClasses() {
        return switch (this) {
            case ACCURACY, BY_FIRST_SIGN, SOON_AFTER_SIGN, BY_FIRST_REQUEST -> false;
            case REACHED_ACCURACY, REACHED_F1, PHASE_F1 -> false;
            case MACRO_F1, APPROACH_F1, AUC, PEAK_AUC, CALIBRATION_ERROR, ALARM_F1, LATENCY_F1, ERDE_5, ERDE_50 -> true;
            case AFTER_3, AFTER_5, AFTER_7, AFTER_10 -> true;
        };
    }

    private static boolean hasBothClasses(List<Outcome> outcomes) {
        boolean approaches = false;
        boolean others = false;
        for (Outcome outcome : outcomes) {
            if (outcome.approach()) approaches = true;
            else others = true;
        }
        return approaches && others;
    }

    private static Confusion decisions(List<Outcome> outcomes) {
        Confusion confusion = new Confusion(2);
        for (Outcome outcome : outcomes) confusion.add(outcome.approach() ? 1 : 0, outcome.taken() ? 1 : 0);
        return confusion;
    }

    private static double after(List<Outcome> outcomes, int k) {
        Confusion confusion = new Confusion(2);
        for (Outcome outcome : outcomes) confusion.add(outcome.approach() ? 1 : 0, outcome.takenAfter(k) ? 1 : 0);
        return confusion.macroF1();
    }

    private static double auc(List<Outcome> outcomes, ToDoubleFunction<Outcome> score) {
        return Ranking.auc(scores(outcomes, score, true), scores(outcomes, score, false));
    }

    private static double[] scores(List<Outcome> outcomes, ToDoubleFunction<Outcome> score, boolean ofApproaches) {
        return outcomes.stream()
                .filter(outcome -> outcome.approach() == ofApproaches)
                .mapToDouble(score)
                .toArray();
    }

    private static double highest(Outcome outcome) {
        return outcome.reading().scores().stream()
                .mapToDouble(score -> score)
                .max()
                .orElse(0);
    }

    private static Confusion reached(List<Outcome> outcomes) {
        Confusion confusion = new Confusion(4);
        for (Outcome outcome : outcomes) {
            int truth = outcome.labelled().reached();
            int read = outcome.reading().reached();
            if (truth >= 0 && read >= 0) confusion.add(truth, read);
        }
        return confusion;
    }

    private static Confusion phases(List<Outcome> outcomes) {
        Confusion confusion = new Confusion(4);
        for (Outcome outcome : outcomes) {
            List<Integer> truth = outcome.labelled().phases();
            List<Integer> read = outcome.reading().phases();
            for (int i = 0; i < truth.size(); i++) {
                if (truth.get(i) >= 0 && read.get(i) >= 0 && outcome.fromContact(i)) {
                    confusion.add(truth.get(i), read.get(i));
                }
            }
        }
        return confusion;
    }
}
