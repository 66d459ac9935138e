package waywarden.screening;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.phase.PhaseBelief;
import waywarden.phase.PhaseModel;
import waywarden.screening.Screening.ScreenedMessage;
import waywarden.screening.ScreeningModel.Thresholds;

/// What to tell the person, from the belief and from what findings have shown.
///
/// A probability alone never raises more than `notice`: `verify` also needs findings she can see, of at
/// least two indicators, and one of them beyond a cordial contact. The more indicators have been seen, and where one of
/// them was in plain words, the lower the probability it takes: a model may misread a whole way of
/// talking, and ordinary talk that it misreads shows few. `stop` needs a finding of exploitation
/// too, and plain words. And whatever the belief, a named demand for protected matter against pay
/// or threat, both in plain words, is `stop`.
public final class ConcernPolicy {

    private static final Set<String> DEMANDS = Set.of("P3-01", "P3-02", "P3-03", ProtectedMatters.ASKED);
    private static final Set<String> PAY_OR_THREAT = Set.of("P2-08", "P3-07", "P3-11", "P3-12", "P3-14");

    /// A demand and its price or threat belong together when at most this many messages apart.
    private static final int TOGETHER = 4;

    private static final int FEWEST_SIGNS = 2;

    /// What each further indicator counts, in log-odds, as far as so many.
    private static final double SIGN = 0.5;

    private static final int MOST_SIGNS = 6;

    /// What plain words count, in log-odds.
    private static final double WORDS = 0.5;

    private final Thresholds thresholds;

    /// What an alarm takes, in log-odds.
    private final double alarm;

    ConcernPolicy(Thresholds thresholds) {
        this.thresholds = thresholds;
        this.alarm = PhaseModel.logOdds(thresholds.alarm(), 1 - thresholds.alarm());
    }

    /// What findings on the contact's messages have shown so far.
    ///
    /// @param indicators   ids seen, each once
    /// @param words        whether one beyond a cordial contact was seen in plain words
    /// @param lastDemand   number of the last message with a demand in plain words; far back where there
    ///                     is none
    /// @param lastPressure number of the last message with pay or threat in plain words
    /// @param plain        whether a demand and its price or threat stood together
    public record Shown(Set<String> indicators, boolean words, int lastDemand, int lastPressure, boolean plain) {

        private static final int NEVER = -1_000_000;

        static final Shown NOTHING = new Shown(Set.of(), false, NEVER, -2 * NEVER, false);

        Shown and(int message, List<Finding> findings) {
            if (findings.isEmpty()) return this;
            boolean inWords = words;
            int demand = lastDemand;
            int pressure = lastPressure;
            for (Finding finding : findings) {
                if (finding.readBy() != ReadBy.WORDS || !speaksForConcern(finding.indicator())) continue;
                inWords |= isBeyond(finding.indicator());
                if (DEMANDS.contains(finding.indicator())) demand = message;
                if (PAY_OR_THREAT.contains(finding.indicator())) pressure = message;
            }
            boolean together = plain || Math.abs(demand - pressure) <= TOGETHER;
            return new Shown(with(findings), inWords, demand, pressure, together);
        }

        private Set<String> with(List<Finding> findings) {
            if (findings.stream().allMatch(finding -> indicators.contains(finding.indicator()))) return indicators;
            Set<String> all = new TreeSet<>(indicators);
            findings.forEach(finding -> all.add(finding.indicator()));
            return Set.copyOf(all);
        }

        /// Whether there is enough she can see: some indicators, one of them beyond a cordial contact.
        private boolean isEnough() {
            return signs() >= FEWEST_SIGNS && indicators.stream().anyMatch(ConcernPolicy::isBeyond);
        }

        private int signs() {
            return (int)
                    indicators.stream().filter(ConcernPolicy::speaksForConcern).count();
        }

        private boolean exploits() {
            return indicators.stream().anyMatch(id -> id.startsWith("P3"));
        }
    }

    static boolean isBeyond(String indicator) {
        return indicator.startsWith("P2") || indicator.startsWith("P3");
    }

    /// Whether an indicator points towards an approach: neither a counter-indicator nor what the worker does.
    private static boolean speaksForConcern(String indicator) {
        return !indicator.startsWith("C") && !indicator.startsWith("W");
    }

    Concern concern(PhaseBelief belief, Shown shown) {
        if (shown.plain()) return Concern.STOP;
        double probability = belief.approach();
        if (probability >= thresholds.verify() && shown.isEnough()) {
            boolean sure = probability >= thresholds.stop() && belief.exploitation() >= 0.5;
            if (sure && shown.words() && shown.exploits()) return Concern.STOP;
            if (sureness(belief, shown) >= alarm) return Concern.VERIFY;
        }
        if (probability >= thresholds.notice()) return Concern.NOTICE;
        return Concern.NONE;
    }

    /// The belief with what has been seen, in log-odds.
    private static double sureness(PhaseBelief belief, Shown shown) {
        return PhaseModel.logOdds(belief.approach(), belief.none())
                + SIGN * (Math.min(shown.signs(), MOST_SIGNS) - FEWEST_SIGNS)
                + (shown.words() ? WORDS : 0);
    }

    /// The highest threshold of [Thresholds#alarm] at which a conversation would raise an alarm, in log-odds; negative
    /// infinity where its findings explain none.
    public static double mostSure(List<ScreenedMessage> messages) {
        Shown shown = Shown.NOTHING;
        double most = Double.NEGATIVE_INFINITY;
        int number = 0;
        for (ScreenedMessage message : messages) {
            shown = shown.and(number++, message.findings());
            if (shown.isEnough()) most = Math.max(most, sureness(message.belief(), shown));
        }
        return most;
    }
}
