package waywarden.delivery;

import waywarden.conversation.WaywardenException;

/// A message was not issued; nothing of it is kept.
public final class NotIssued extends WaywardenException {
    private static final long serialVersionUID = 1L;

    /// Why.
    public enum Fault {
        /// It breaks a rule of CAP or of our profile.
        NOT_ACCEPTED,
        /// It carries no signature that verifies.
        NOT_SIGNED,
        /// It is no Alert, Update or Cancel, or names no moment at which it expires.
        NOT_A_WARNING,
        EXPIRED,
        /// The first version is an Alert, each later one an Update or a Cancel.
        WRONG_TYPE,
        /// Its version does not follow the latest one.
        NOT_NEXT,
        /// The advisory was cancelled; who withdrew in error begins a new one.
        WITHDRAWN,
        /// Another message was issued as this version.
        CONTRADICTS
    }

    private final Fault fault;

    NotIssued(Fault fault) {
        super("not issued: " + fault);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
