package waywarden.intake;

import java.util.List;

/// The export formats that are read, most telling first: the first reader that recognises an export reads it.
public final class ImportFormats {

    private ImportFormats() {}

    /// Formats of one file; plain text, which nearly anything resembles, comes last.
    public static final List<ConversationReader> ALL = List.of();

    /// Formats of a whole archive, asked before an archive is read entry by entry.
    public static final List<ArchiveReader> ARCHIVES = List.of();
}
