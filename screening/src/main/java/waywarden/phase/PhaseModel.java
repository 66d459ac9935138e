package waywarden.phase;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Speaker;

/// Moves the belief forward by one message: the forward step of a hidden Markov model whose states are
/// the phases, with evidence in place of emitted symbols.
///
/// A message's evidence is what was sighted in it: for each kind of act how surely it was seen. The same
/// act counts less each time it is seen again (the gain of `log(1 + seen)`), and more again after it has
/// faded with time. The likelihood of a state is log-linear in that evidence; state NONE is the
/// reference with likelihood 1. Leaving NONE and fading back to it are rare, so that old evidence is
/// forgotten slowly rather than kept for ever.
///
/// Source of the recursion: Rabiner, Proc. IEEE 77(2), 1989, forward procedure; of log-linear evidence:
/// Bengio and Frasconi, input/output hidden Markov models, NIPS 1994.
public final class PhaseModel {

    /// A kind of act and what it says of each state.
    ///
    /// @param name       as a reader of the model file knows it
    /// @param indicators the ids whose sightings count as this evidence
    /// @param contact    weight for phase 1: log-likelihood ratio to NONE for one unit of evidence
    /// @param trust      weight for phase 2
    /// @param exploit    weight for phase 3
    public record Evidence(String name, List<String> indicators, double contact, double trust, double exploit) {
        public Evidence {
            indicators = List.copyOf(indicators);
        }
    }

    /// What the course of the whole conversation says, by the head that reads whole conversations.
    ///
    /// @param contact weight for phase 1 of one unit of log-odds; `trust` and `exploit` likewise
    public record Course(double contact, double trust, double exploit) {}

    /// A head whose strongest messages are set against the contact's usual ones.
    ///
    /// @param head   its name
    /// @param weight of one log-odd of contrast, in the course's log-odds
    public record Contrast(String head, double weight) {}

    /// Sets right how sure the filter is: the log-odds of an approach times `slope`, plus `offset`.
    /// Source: Platt, "Probabilistic outputs for support vector machines", 1999.
    ///
    /// @param slope  positive
    /// @param offset in log-odds
    public record Calibration(double slope, double offset) {
        public static final Calibration NONE = new Calibration(1, 0);

        /// The belief set right; the phases of an approach keep their shares.
        public PhaseBelief of(PhaseBelief belief) {
            double approach = belief.approach();
            if (approach <= 0 || approach >= 1) return belief;
            double set = 1 / (1 + Math.exp(-(slope * Math.log(approach / (1 - approach)) + offset)));
            double share = set / approach;
            return new PhaseBelief(
                    1 - set, belief.contact() * share, belief.trust() * share, belief.exploitation() * share);
        }
    }

    /// How far an approach has come, by the filter and by what the heads of the phases have read at most: the filter
    /// alone weighs what was just seen, while a phase reached stays reached.
    ///
    /// @param trust   that it has reached phase 2 at least
    /// @param exploit that it has reached phase 3
    public record Depth(Stage trust, Stage exploit) {}

    /// A logistic regression on an approach's course.
    ///
    /// @param offset in log-odds
    /// @param filter weight of the filter's log-odds of the same
    /// @param signs  by the heads of contrasts
    public record Stage(double offset, double filter, List<Sign> signs) {
        public Stage {
            signs = List.copyOf(signs);
        }
    }

    /// What one log-odd of a head's readings weighs.
    ///
    /// @param head      a head of the contrasts
    /// @param first     of its strongest reading
    /// @param strongest of the mean of its strongest
    /// @param usual     of the mean of all
    public record Sign(String head, double first, double strongest, double usual) {}

    /// The name of the head that reads whole conversations.
    public static final String COURSE_HEAD = "course";

    /// What `waywarden train` fits.
    ///
    /// @param prior    probability of an approach before the first message, in (0, 1)
    /// @param begin    chance a message that NONE becomes CONTACT
    /// @param deepen   chance a message that CONTACT becomes TRUST
    /// @param leap     chance a message that CONTACT becomes EXPLOITATION
    /// @param exploit  chance a message that TRUST becomes EXPLOITATION
    /// @param fade     chance a message that any phase falls back to NONE
    /// @param halfLife days after which an act seen once counts as half seen
    /// @param course   weights of the course
    /// @param contrasts what counts for the course beside its words
    /// @param calibration sets right how sure the belief is
    /// @param depth    how far an approach has come; null for what the filter says of it
    /// @param evidence in the order of the evidence vector
    public record Parameters(
            double prior,
            double begin,
            double deepen,
            double leap,
            double exploit,
            double fade,
            double halfLife,
            Course course,
            List<Contrast> contrasts,
            Calibration calibration,
            @Nullable Depth depth,
            List<Evidence> evidence) {
        public Parameters {
            contrasts = List.copyOf(contrasts);
            evidence = List.copyOf(evidence);
        }

        /// The same with other weights of the course.
        public Parameters with(Course other) {
            return new Parameters(
                    prior,
                    begin,
                    deepen,
                    leap,
                    exploit,
                    fade,
                    halfLife,
                    other,
                    contrasts,
                    calibration,
                    depth,
                    evidence);
        }

        /// The same with what is fitted on the filter's beliefs.
        public Parameters with(Calibration set, @Nullable Depth reached) {
            return new Parameters(
                    prior, begin, deepen, leap, exploit, fade, halfLife, course, contrasts, set, reached, evidence);
        }
    }

    /// Where a conversation stands: a flat value, the whole memory of the model.
    ///
    /// @param filter belief after the last message, as the filter carries it on
    /// @param seen   how often each kind of evidence was seen, faded with time
    /// @param course what the contact's messages show as a whole
    public record State(PhaseBelief filter, double[] seen, CourseSoFar course) {

        /// The same where exploitation is plain to see: the belief in it is at least [#PLAIN].
        public State plainly() {
            if (filter.exploitation() >= PLAIN) return this;
            double rest = (1 - PLAIN) / (1 - filter.exploitation());
            PhaseBelief plain =
                    new PhaseBelief(filter.none() * rest, filter.contact() * rest, filter.trust() * rest, PLAIN);
            return new State(plain, seen, course);
        }

        private static final double PLAIN = 0.95;
    }

    /// What one message shows.
    ///
    /// @param acts   for each kind of evidence how surely the message shows it, from 0 to 1
    /// @param weight sum of the course head's weights over the message's grams; 0 for the worker's
    /// @param grams  how many grams it has; 0 for the worker's
    /// @param odds   what the heads of the contrasts say, as [CourseSoFar#reading] keeps it; empty for the worker's
    public record Sighting(double[] acts, double weight, int grams, short[] odds) {

        private static final short[] NONE = {};

        /// Of a message of the worker's: it says nothing of the course.
        public static Sighting ofWorker(double[] acts) {
            return new Sighting(acts, 0, 0, NONE);
        }

        /// The same with other acts.
        public Sighting with(double[] others) {
            return new Sighting(others, weight, grams, odds);
        }
    }

    /// How sure a contact is in each phase at the start, where it is an approach.
    private static final double[] START = {0.98, 0.015, 0.005};

    /// One sighting weighs as much as this many counts before the logarithm; sets how fast repeats stop
    /// counting.
    private static final double SHARPNESS = 2;

    /// Log-likelihood ratios are bounded, so that no single message can settle the matter.
    private static final double MOST = 12;

    private final Parameters parameters;

    /// Places of the contrasts by their heads.
    private final Map<String, Integer> contrasts = new HashMap<>();

    public PhaseModel(Parameters parameters) {
        this.parameters = parameters;
        for (Contrast contrast : parameters.contrasts) contrasts.put(contrast.head, contrasts.size());
    }

    public Parameters parameters() {
        return parameters;
    }

    /// The state before the first message.
    public State start() {
        double prior = parameters.prior;
        return new State(
                new PhaseBelief(1 - prior, prior * START[0], prior * START[1], prior * START[2]),
                new double[parameters.evidence.size()],
                CourseSoFar.nothing(parameters.contrasts.size()));
    }

    /// What is believed in a state, set right by the calibration, and its phases by [Depth].
    public PhaseBelief belief(State state) {
        PhaseBelief belief = plainBelief(state);
        Depth depth = parameters.depth;
        double approach = belief.approach();
        if (depth == null || state.course.messages() == 0 || approach <= 0) return belief;
        double two = probability(depth.trust, belief.trust() + belief.exploitation(), belief.contact(), state.course);
        double three = Math.min(
                two,
                probability(depth.exploit, belief.exploitation(), belief.contact() + belief.trust(), state.course));
        return new PhaseBelief(belief.none(), approach * (1 - two), approach * (two - three), approach * three);
    }

    /// The same with the phases as the filter has them: for a state that is plain to see.
    public PhaseBelief plainBelief(State state) {
        return parameters.calibration.of(state.filter);
    }

    private double probability(Stage stage, double reached, double not, CourseSoFar course) {
        double odds = stage.offset + stage.filter * logOdds(reached, not);
        for (Sign sign : stage.signs) {
            int contrast = contrasts.getOrDefault(sign.head, -1);
            if (contrast < 0) continue;
            odds += sign.first * course.first(contrast)
                    + sign.strongest * course.strongest(contrast)
                    + sign.usual * course.usual(contrast);
        }
        return 1 / (1 + Math.exp(-odds));
    }

    /// Bounded, so that what is certain weighs no more than what is nearly so.
    public static double logOdds(double yes, double no) {
        return Math.log((yes + LEAST) / (no + LEAST));
    }

    private static final double LEAST = 1e-6;

    /// Moves the belief forward by one message.
    ///
    /// @param gap time since the message before; zero where unknown
    /// @return new state, never NaN
    public State step(State state, Sighting sighting, Duration gap) {
        double[] seen = faded(state.seen, gap);
        double[] gains = gains(seen, sighting.acts);
        for (int i = 0; i < seen.length; i++) seen[i] += sighting.acts[i];
        CourseSoFar course = state.course.and(sighting);
        // The worker's messages leave it as it was.
        double moved = state.course.isMovedBy(sighting) ? course(course) - course(state.course) : 0;
        return new State(forward(state.filter, gains, moved), seen, course);
    }

    /// Moves the belief by a fact from outside the conversation. No message goes by.
    ///
    /// @param contact log-likelihood ratio of phase 1 to no approach, `trust` and `exploit` likewise
    public State told(State state, double contact, double trust, double exploit) {
        PhaseBelief belief = state.filter;
        double one = belief.contact() * likelihood(contact);
        double two = belief.trust() * likelihood(trust);
        double three = belief.exploitation() * likelihood(exploit);
        double sum = belief.none() + one + two + three;
        PhaseBelief told = new PhaseBelief(belief.none() / sum, one / sum, two / sum, three / sum);
        return new State(told, state.seen, state.course);
    }

    /// Time between two messages; zero where either tells none, or where time runs back.
    public static Duration gap(@Nullable OffsetDateTime before, @Nullable OffsetDateTime now) {
        if (before == null || now == null || now.isBefore(before)) return Duration.ZERO;
        return Duration.between(before, now);
    }

    /// Log-odds of the course: of its words, and of what stands out in it.
    public double course(CourseSoFar course) {
        double logOdds = course.words();
        for (int i = 0; i < parameters.contrasts.size(); i++) {
            logOdds += parameters.contrasts.get(i).weight * course.contrast(i);
        }
        return logOdds;
    }

    /// What was seen, faded: halved every half-life.
    public double[] faded(double[] seen, Duration gap) {
        double kept = Math.pow(0.5, Math.max(0, gap.toSeconds()) / 86_400.0 / parameters.halfLife);
        double[] faded = new double[seen.length];
        for (int i = 0; i < seen.length; i++) faded[i] = seen[i] * kept;
        return faded;
    }

    /// How much new evidence the sightings are, given what was seen before.
    public static double[] gains(double[] seen, double[] sightings) {
        double[] gains = new double[seen.length];
        for (int i = 0; i < seen.length; i++) {
            if (sightings[i] > 0) {
                gains[i] = Math.log1p(SHARPNESS * (seen[i] + sightings[i])) - Math.log1p(SHARPNESS * seen[i]);
            }
        }
        return gains;
    }

    private PhaseBelief forward(PhaseBelief belief, double[] gains, double moved) {
        double none = belief.none();
        double contact = belief.contact();
        double trust = belief.trust();
        double exploitation = belief.exploitation();
        Parameters p = parameters;
        double stay = 1 - p.fade;
        double nextNone = none * (1 - p.begin) + (1 - none) * p.fade;
        double nextContact = none * p.begin + contact * stay * (1 - p.deepen) * (1 - p.leap);
        double nextTrust = contact * stay * p.deepen * (1 - p.leap) + trust * stay * (1 - p.exploit);
        double nextExploit = contact * stay * p.leap + trust * stay * p.exploit + exploitation * stay;
        double[] ratios = {p.course.contact * moved, p.course.trust * moved, p.course.exploit * moved};
        for (int i = 0; i < gains.length; i++) {
            if (gains[i] == 0) continue;
            Evidence evidence = p.evidence.get(i);
            ratios[0] += evidence.contact * gains[i];
            ratios[1] += evidence.trust * gains[i];
            ratios[2] += evidence.exploit * gains[i];
        }
        nextContact *= likelihood(ratios[0]);
        nextTrust *= likelihood(ratios[1]);
        nextExploit *= likelihood(ratios[2]);
        double sum = nextNone + nextContact + nextTrust + nextExploit;
        return new PhaseBelief(nextNone / sum, nextContact / sum, nextTrust / sum, nextExploit / sum);
    }

    private static double likelihood(double ratio) {
        return Math.exp(Math.max(-MOST, Math.min(MOST, ratio)));
    }

    /// Whose messages show an indicator, by its id.
    public static Speaker speakerOf(String indicator) {
        return indicator.startsWith("W-") ? Speaker.WORKER : Speaker.CONTACT;
    }
}
