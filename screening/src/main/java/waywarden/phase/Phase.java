package waywarden.phase;

/// How far an approach has come. The order is that of the phases, so that `ordinal` is the phase's
/// number.
public enum Phase {
    NONE,
    CONTACT,
    TRUST,
    EXPLOITATION
}
