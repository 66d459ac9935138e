package waywarden.intake;

import java.util.List;
import waywarden.intake.diary.DiaryReader;
import waywarden.intake.jsonl.ConversationJsonlReader;
import waywarden.intake.linkedin.LinkedInReader;
import waywarden.intake.mail.EmlReader;
import waywarden.intake.mail.MboxReader;
import waywarden.intake.messenger.MessengerReader;
import waywarden.intake.slack.SlackReader;
import waywarden.intake.wechat.WeChatJsonReader;
import waywarden.intake.wechat.WeChatTableReader;

/// The export formats that are read, most telling first: the first reader that recognises an export
/// reads it.
public final class ImportFormats {

    private ImportFormats() {}

    /// Formats of one file; plain text, which nearly anything resembles, comes last.
    public static final List<ConversationReader> ALL = List.of(
            new DiaryReader(),
            new ConversationJsonlReader(),
            new MboxReader(),
            new WeChatTableReader(),
            new WeChatJsonReader(),
            new LinkedInReader(),
            new MessengerReader(),
            new EmlReader());

    /// Formats of a whole archive, asked before an archive is read entry by entry.
    public static final List<ArchiveReader> ARCHIVES = List.of(new SlackReader());
}
