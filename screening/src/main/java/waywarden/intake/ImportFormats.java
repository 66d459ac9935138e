package waywarden.intake;

import java.util.List;
import waywarden.intake.line.LineReader;
import waywarden.intake.plain.PlainTextReader;
import waywarden.intake.signal.SignalReader;
import waywarden.intake.telegram.TelegramReader;
import waywarden.intake.whatsapp.WhatsAppReader;

/// The export formats that are read, most telling first: the first reader that recognises an export reads it.
public final class ImportFormats {

    private ImportFormats() {}

    /// Formats of one file.
    public static final List<ConversationReader> ALL = List.of(
            new TelegramReader(),
            new LineReader(),
            // Before WhatsApp, whose brackets it shares.
            new SignalReader(),
            new WhatsAppReader(),
            // Last, because nearly any text resembles it.
            new PlainTextReader());

    /// Formats of a whole archive, asked before an archive is read entry by entry.
    public static final List<ArchiveReader> ARCHIVES = List.of();
}
