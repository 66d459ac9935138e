package waywarden.intake;

import java.util.List;
import waywarden.intake.diary.DiaryReader;
import waywarden.intake.jsonl.ConversationJsonlReader;
import waywarden.intake.line.LineReader;
import waywarden.intake.linkedin.LinkedInReader;
import waywarden.intake.mail.EmlReader;
import waywarden.intake.mail.MboxReader;
import waywarden.intake.messenger.MessengerReader;
import waywarden.intake.plain.PlainTextReader;
import waywarden.intake.signal.SignalReader;
import waywarden.intake.slack.SlackReader;
import waywarden.intake.telegram.TelegramReader;
import waywarden.intake.wechat.WeChatJsonReader;
import waywarden.intake.wechat.WeChatTableReader;
import waywarden.intake.whatsapp.WhatsAppReader;

/// The export formats that are read, most telling first: the first reader that recognises an export
/// reads it.
public final class ImportFormats {

    private ImportFormats() {}

    /// Formats of one file.
    public static final List<ConversationReader> ALL = List.of(
            new DiaryReader(),
            new ConversationJsonlReader(),
            new TelegramReader(),
            new MboxReader(),
            new WeChatTableReader(),
            new WeChatJsonReader(),
            new LinkedInReader(),
            new MessengerReader(),
            new LineReader(),
            // Before WhatsApp, whose brackets it shares.
            new SignalReader(),
            new WhatsAppReader(),
            new EmlReader(),
            // Last, because nearly any text resembles it.
            new PlainTextReader());

    /// Formats of a whole archive, asked before an archive is read entry by entry.
    public static final List<ArchiveReader> ARCHIVES = List.of(new SlackReader());
}
