package waywarden.evaluation;

/// Hears how far a long measurement has come. Said on the error stream by whoever shows it, never in the report.
@FunctionalInterface
public interface Progress {

    Progress NONE = (what, done, total) -> {};

    /// @param what  the step, in words for a person
    /// @param done  parts finished
    /// @param total parts in all
    void at(String what, long done, long total);
}
