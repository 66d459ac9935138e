package waywarden.intake;

import java.util.List;

/// The export formats that are read, most telling first: the first reader that recognises an export reads it.
public final class ImportFormats {

    private ImportFormats() {}

    public static final List<ConversationReader> ALL = List.of();
}
