package waywarden.intake.wechat;

import java.io.IOException;
import tools.jackson.databind.JsonNode;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Opening;
import waywarden.intake.TranscriptSink;
import waywarden.intake.WrittenTime;
import waywarden.intake.json.JsonRecords;

/// Reads the chat log that exporters of WeChat write as a JSON array of records.
public final class WeChatJsonReader implements ConversationReader {

    @Override
    public String name() {
        return "WeChat JSON";
    }

    @Override
    public boolean recognises(Opening opening) {
        String text = opening.text();
        return opening.first() == '['
                && text.contains("\"talker\"")
                && text.contains("\"isSelf\"")
                && text.contains("\"content\"");
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        WeChatMessages messages = new WeChatMessages(limits, sink);
        JsonRecords.ofArray(export, limits, sink, (line, record) -> messages.take(message(line, record)));
        messages.finish();
    }

    private static WeChatMessages.Item message(long line, JsonNode record) {
        String shown = JsonRecords.text(record, "senderName").strip();
        String self = JsonRecords.text(record, "isSelf");
        return new WeChatMessages.Item(
                line,
                JsonRecords.text(record, "talker"),
                JsonRecords.text(record, "talkerName"),
                WrittenTime.of(JsonRecords.text(record, "time")),
                self.equals("true") || self.equals("1"),
                shown.isEmpty() ? JsonRecords.text(record, "sender").strip() : shown,
                WeChatKind.of(JsonRecords.text(record, "type"), JsonRecords.text(record, "subType")),
                JsonRecords.text(record, "content"));
    }
}
