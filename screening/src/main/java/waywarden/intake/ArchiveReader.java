package waywarden.intake;

import java.io.IOException;

/// Reads a format that is a whole archive of files that belong together, as a workspace with its
/// channels and users. As with [ConversationReader], content never makes it throw.
public interface ArchiveReader {

    /// The format's name as shown to the person: `Slack export`.
    String name();

    /// Whether the archive is of this format, judged by its entries and, where they do not tell, by what
    /// is in them.
    ///
    /// @throws IOException if the storage fails
    boolean recognises(Archive archive) throws IOException;

    /// Reads the whole archive into the sink; thread ids are unique within the archive.
    ///
    /// @throws IOException if the storage fails, never for what the bytes say
    void read(Archive archive, IntakeLimits limits, TranscriptSink sink) throws IOException;
}
