package waywarden.delivery;

/// Where a delivery stands.
public enum State {
    /// To be sent.
    PLANNED,
    /// Kept for when the channels before it fail or bring no answer.
    STANDBY,
    /// A worker has it in hand.
    LEASED,
    /// Not sent, and tried again.
    RETRY,
    /// It may have been sent, and is tried again.
    UNSURE,
    /// Sent, and an answer is waited for.
    AWAITING,
    SENT,
    /// Given up; somebody may replay it.
    DEAD,
    /// A newer version took its place before it was sent.
    SUPERSEDED,
    /// The warning was withdrawn before it was sent.
    WITHDRAWN,
    /// The warning ended before it was sent.
    EXPIRED,
    /// She had answered, or left.
    STOPPED
}
