package waywarden.intake.wechat;

import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Opening;
import waywarden.intake.TranscriptSink;
import waywarden.intake.WrittenTime;
import waywarden.intake.table.Table;
import waywarden.intake.table.Table.Row;

/// Reads the tables that exporters of WeChat write: all chats in one, one chat in each, and a chat log.
public final class WeChatTableReader implements ConversationReader {

    private static final Set<String> ALL_CHATS = Set.of("type", "issender", "createtime", "strcontent");
    private static final Set<String> ONE_CHAT = Set.of("发送人", "时间", "内容");
    private static final Set<String> CHAT_LOG = Set.of("time", "sendername", "talker", "content");

    @Override
    public String name() {
        return "WeChat CSV";
    }

    @Override
    public boolean recognises(Opening opening) {
        return Table.hasColumns(opening, ALL_CHATS)
                || Table.hasColumns(opening, ONE_CHAT)
                || Table.hasColumns(opening, CHAT_LOG);
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        Opening opening = Opening.of(export);
        WeChatMessages messages = new WeChatMessages(limits, sink);
        if (Table.hasColumns(opening, ONE_CHAT)) {
            String file = stem(export.name());
            Table.read(export, limits, sink, ONE_CHAT, row -> messages.take(oneChat(row, file)));
        } else if (Table.hasColumns(opening, CHAT_LOG)) {
            Table.read(export, limits, sink, CHAT_LOG, row -> messages.take(chatLog(row)));
        } else {
            Table.read(export, limits, sink, ALL_CHATS, row -> messages.take(allChats(row)));
        }
        messages.finish();
    }

    private static WeChatMessages.Item allChats(Row row) {
        Names names = Names.of(row);
        String thread = row.cell("talkerid").strip();
        return new WeChatMessages.Item(
                row.line(),
                thread.isEmpty() ? names.sender() : thread,
                names.shown(),
                time(row),
                row.cell("issender").strip().equals("1"),
                names.shown(),
                WeChatKind.of(row.cell("type"), row.cell("subtype")),
                row.cell("strcontent"));
    }

    private static WeChatMessages.Item oneChat(Row row, String file) {
        String sender = row.cell("发送人").strip();
        return new WeChatMessages.Item(
                row.line(),
                file,
                file,
                WrittenTime.of(row.cell("时间")),
                sender.equals("我"),
                sender,
                WeChatKind.of(row.cell("类型"), ""),
                row.cell("内容"));
    }

    private static WeChatMessages.Item chatLog(Row row) {
        String shown = row.cell("sendername").strip();
        String talker = row.cell("talkername").strip();
        return new WeChatMessages.Item(
                row.line(),
                row.cell("talker").strip(),
                talker,
                WrittenTime.of(row.cell("time")),
                shown.equals("我"),
                shown.isEmpty() ? row.cell("sender").strip() : shown,
                WeChatKind.of(row.cell("type"), row.cell("subtype")),
                row.cell("content"));
    }

    /// The moment in the zone of the wall clock, where the table tells both.
    private static @Nullable OffsetDateTime time(Row row) {
        OffsetDateTime moment = WrittenTime.of(row.cell("createtime"));
        OffsetDateTime clock = WrittenTime.of(row.cell("strtime"));
        if (moment == null || clock == null) return moment == null ? clock : moment;
        Duration ahead = Duration.between(moment, clock);
        boolean isZone = Math.abs(ahead.toHours()) <= 14 && ahead.toSeconds() % 900 == 0;
        return isZone ? moment.withOffsetSameInstant(ZoneOffset.ofTotalSeconds((int) ahead.toSeconds())) : moment;
    }

    private static String stem(String name) {
        int folder = Math.max(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')), name.lastIndexOf('!'));
        String file = name.substring(folder + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    /// The names in a row of the table of all chats. Early versions wrote a message number before them for which
    /// their header has no cell, so that the names stand one place further right.
    private record Names(String remark, String nickName, String sender) {

        static Names of(Row row) {
            Integer remark = row.columns().get("remark");
            boolean shifted = remark != null
                    && remark + 1 < row.cells().size()
                    && row.cells().size() == row.columns().size() + 1
                    && row.cells().get(remark).strip().matches("\\d{8,}");
            return new Names(
                    cell(row, "remark", shifted), cell(row, "nickname", shifted), cell(row, "sender", shifted));
        }

        private static String cell(Row row, String column, boolean shifted) {
            Integer place = row.columns().get(column);
            if (place == null) return "";
            int at = shifted ? place + 1 : place;
            return at < row.cells().size() ? row.cells().get(at).strip() : "";
        }

        String shown() {
            if (!remark.isEmpty()) return remark;
            return nickName.isEmpty() ? sender : nickName;
        }
    }
}
