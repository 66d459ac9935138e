package waywarden.screening;

/// What the person is told. Ordered: each is graver than the one before.
public enum Concern {
    /// Nothing that calls for attention.
    NONE,
    /// Know the pattern.
    NOTICE,
    /// Check before you go on. The first message at which concern reaches this is the alarm.
    VERIFY,
    /// Talk to your desk first.
    STOP
}
