package waywarden.conversation;

/// Who speaks in a conversation.
public enum Speaker {
    /// The person protected, whose export this is.
    WORKER,
    /// The other side.
    CONTACT
}
