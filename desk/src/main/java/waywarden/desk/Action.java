package waywarden.desk;

/// What one can do with a warning at the desk.
public enum Action {
    EDIT,
    SUBMIT,
    /// Gives it back to those who wrote it.
    RETURN,
    APPROVE,
    ISSUE,
    /// Issues it before a second person has looked.
    ISSUE_AT_ONCE,
    /// The second person's look at what went out at once.
    CONFIRM,
    UPDATE,
    WITHDRAW,
    DISCARD
}
