package waywarden.delivery;

/// What a person answers to a warning. Each may follow any other.
public enum Answer {
    READ,
    SAFE,
    HELP
}
