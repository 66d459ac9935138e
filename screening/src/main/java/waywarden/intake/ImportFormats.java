package waywarden.intake;

import java.util.List;
import waywarden.intake.whatsapp.WhatsAppReader;

/// The export formats that are read, most telling first: the first reader that recognises an export reads it.
public final class ImportFormats {

    private ImportFormats() {}

    /// Formats of one file; plain text, which nearly anything resembles, comes last.
    public static final List<ConversationReader> ALL = List.of(new WhatsAppReader());

    /// Formats of a whole archive, asked before an archive is read entry by entry.
    public static final List<ArchiveReader> ARCHIVES = List.of();
}
