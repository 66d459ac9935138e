package waywarden.register;

/// What came of opening a register file.
public sealed interface RegisterReading {

    /// It is whole, signed by the desk whose key was given, and ready.
    record Opened(Register register) implements RegisterReading {}

    /// It was refused, and nothing of it is used.
    record Refused(Why why) implements RegisterReading {}

    /// Why a register was refused.
    enum Why {
        /// There is no such file.
        MISSING,
        /// The file could not be read from the disk.
        UNREADABLE,
        /// It does not begin as a register does.
        NO_REGISTER,
        /// A later version of Waywarden wrote it.
        OTHER_VERSION,
        /// It was made with another key.
        OTHER_KEY,
        /// A byte differs from what the desk signed, or another desk signed it.
        ALTERED,
        /// It is longer than the memory that Java may use.
        TOO_LARGE
    }
}
