package waywarden.indicator;

/// How telling one sighting of an indicator is by itself.
public enum Strength {
    WEAK,
    MEDIUM,
    STRONG;

    /// On the scale of a finding's `strength`, from 0 to 1.
    public double value() {
        return switch (this) {
            case WEAK -> 0.25;
            case MEDIUM -> 0.5;
            case STRONG -> 1.0;
        };
    }
}
