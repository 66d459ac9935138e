package waywarden.intake;

import java.io.IOException;

/// Reads one export format. Content never makes a reader throw: what cannot be read goes to
/// [TranscriptSink#loss] with line and reason, and reading goes on as far as it can.
public interface ConversationReader {

    /// The format's name as shown to the person: `WhatsApp chat`, `mbox`.
    String name();

    /// Whether the export is of this format, judged by its content, never by its name alone.
    boolean recognises(Opening opening);

    /// Reads the whole export into the sink.
    ///
    /// @throws IOException if the storage fails, never for what the bytes say
    void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException;
}
