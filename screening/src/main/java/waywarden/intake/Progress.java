package waywarden.intake;

/// Hears how far the reading of exports has come, so that a person can be shown it.
public interface Progress {

    /// Tells no one.
    Progress NONE = new Progress() {};

    /// The reading of a file, or of a file within an archive, begins.
    default void file(String name) {}

    /// Called often, about once a block read.
    ///
    /// @param bytes    read so far, of all files
    /// @param ofBytes  the size of all files
    /// @param messages read so far
    default void at(long bytes, long ofBytes, long messages) {}

    /// Everything has been read.
    default void done(long messages) {}
}
