package waywarden.intake.line;

import java.util.Locale;
import java.util.Map;

/// What LINE writes in brackets in place of stickers, pictures and sounds, in the languages of its users.
final class LineWords {

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("sticker", "<sticker>"),
            Map.entry("stickers", "<sticker>"),
            Map.entry("貼圖", "<sticker>"),
            Map.entry("贴图", "<sticker>"),
            Map.entry("スタンプ", "<sticker>"),
            Map.entry("스티커", "<sticker>"),
            Map.entry("photo", "<image>"),
            Map.entry("photos", "<image>"),
            Map.entry("照片", "<image>"),
            Map.entry("圖片", "<image>"),
            Map.entry("图片", "<image>"),
            Map.entry("写真", "<image>"),
            Map.entry("画像", "<image>"),
            Map.entry("사진", "<image>"),
            Map.entry("video", "<video>"),
            Map.entry("videos", "<video>"),
            Map.entry("影片", "<video>"),
            Map.entry("视频", "<video>"),
            Map.entry("動画", "<video>"),
            Map.entry("동영상", "<video>"),
            Map.entry("voice message", "<voice>"),
            Map.entry("語音訊息", "<voice>"),
            Map.entry("语音信息", "<voice>"),
            Map.entry("语音消息", "<voice>"),
            Map.entry("ボイスメッセージ", "<voice>"),
            Map.entry("음성 메시지", "<voice>"),
            Map.entry("file", "<file>"),
            Map.entry("檔案", "<file>"),
            Map.entry("文件", "<file>"),
            Map.entry("ファイル", "<file>"),
            Map.entry("파일", "<file>"),
            Map.entry("location", "<location>"),
            Map.entry("位置資訊", "<location>"),
            Map.entry("位置信息", "<location>"),
            Map.entry("位置情報", "<location>"),
            Map.entry("contact", "<contact>"),
            Map.entry("contact info", "<contact>"),
            Map.entry("聯絡資訊", "<contact>"),
            Map.entry("联系信息", "<contact>"),
            Map.entry("連絡先", "<contact>"));

    private LineWords() {}

    static String uniform(String text) {
        if (isCall(text)) return "<call>";
        if (text.startsWith("[") && text.endsWith("]")) {
            String inside = text.substring(1, text.length() - 1).strip().toLowerCase(Locale.ROOT);
            return KINDS.getOrDefault(inside, text);
        }
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") && text.indexOf('\n') > 0;
        return quoted
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"").strip()
                : text;
    }

    private static boolean isCall(String text) {
        return text.startsWith("☎") && text.indexOf('\n') < 0;
    }
}
