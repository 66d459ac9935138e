package waywarden.intake;

/// Something the person should know about what was read: named by file, line and reason.
///
/// @param severity whether anything was lost
/// @param file     the file, or the file within its archive
/// @param line     1-based line, row or record; 0 where the whole file is meant
/// @param reason   why
public record Problem(Severity severity, String file, long line, Reason reason) {

    public enum Severity {
        /// Nothing is lost: a choice made on the person's behalf, such as the day/month order.
        NOTE,
        /// Something could not be read or screened.
        LOSS
    }
}
