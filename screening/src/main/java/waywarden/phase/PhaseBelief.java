package waywarden.phase;

/// Probability that the contact is no approach, or an approach that has reached each phase; sums to 1.
///
/// @param none         no approach
/// @param contact      an approach in its first phase
/// @param trust        an approach in its second phase
/// @param exploitation an approach in its third phase
public record PhaseBelief(double none, double contact, double trust, double exploitation) {

    public PhaseBelief {
        double sum = none + contact + trust + exploitation;
        if (!(Math.abs(sum - 1) < 1e-6) || none < 0 || contact < 0 || trust < 0 || exploitation < 0) {
            throw new IllegalArgumentException("a belief sums to 1 and has no negative part");
        }
    }

    /// Probability that the contact is an approach.
    public double approach() {
        return 1 - none;
    }

    public double of(Phase phase) {
        return switch (phase) {
            case NONE -> none;
            case CONTACT -> contact;
            case TRUST -> trust;
            case EXPLOITATION -> exploitation;
        };
    }

    /// The phase that the belief holds: the most probable one where an approach is more probable than
    /// none.
    public Phase held() {
        if (none >= 0.5) return Phase.NONE;
        if (exploitation >= trust && exploitation >= contact) return Phase.EXPLOITATION;
        return trust >= contact ? Phase.TRUST : Phase.CONTACT;
    }
}
