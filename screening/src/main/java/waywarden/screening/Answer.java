package waywarden.screening;

/// What the worker says of a finding, who knows more than its words tell.
public enum Answer {
    /// It is as the finding says.
    YES,
    /// It is not.
    NO,
    /// She cannot tell; nothing moves.
    NOT_SURE
}
