package waywarden.intake.wechat;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a WeChat record is, by the program's own type numbers or the words that exporters write for them.
enum WeChatKind {
    TEXT,
    SYSTEM,
    IMAGE,
    VOICE,
    CARD,
    VIDEO,
    STICKER,
    LOCATION,
    SHARED,
    CALL,
    MONEY,
    OTHER;

    private static final Map<String, WeChatKind> KINDS = Map.ofEntries(
            Map.entry("1", TEXT),
            Map.entry("文本", TEXT),
            Map.entry("文字", TEXT),
            Map.entry("引用", TEXT),
            Map.entry("引用回复", TEXT),
            Map.entry("", TEXT),
            Map.entry("3", IMAGE),
            Map.entry("图片", IMAGE),
            Map.entry("34", VOICE),
            Map.entry("语音", VOICE),
            Map.entry("42", CARD),
            Map.entry("名片", CARD),
            Map.entry("43", VIDEO),
            Map.entry("62", VIDEO),
            Map.entry("视频", VIDEO),
            Map.entry("47", STICKER),
            Map.entry("表情包", STICKER),
            Map.entry("表情", STICKER),
            Map.entry("动画表情", STICKER),
            Map.entry("48", LOCATION),
            Map.entry("位置", LOCATION),
            Map.entry("49", SHARED),
            Map.entry("文件", SHARED),
            Map.entry("分享", SHARED),
            Map.entry("链接", SHARED),
            Map.entry("50", CALL),
            Map.entry("音视频通话", CALL),
            Map.entry("语音通话", CALL),
            Map.entry("视频通话", CALL),
            Map.entry("转账", MONEY),
            Map.entry("红包", MONEY),
            Map.entry("10000", SYSTEM),
            Map.entry("10002", SYSTEM),
            Map.entry("系统消息", SYSTEM),
            Map.entry("系统", SYSTEM),
            Map.entry("拍一拍", SYSTEM),
            Map.entry("撤回消息", SYSTEM));

    private static final Pattern TITLE =
            Pattern.compile("<title>\\s*(?:<!\\[CDATA\\[)?([^<\\]]{1,2000})", Pattern.CASE_INSENSITIVE);

    private static final Pattern BRACKETED =
            Pattern.compile("!?\\[([^\\]\\[|]{1,8})[^\\]\\[]{0,200}](\\([^)]{0,1000}\\))?");

    /// Who wrote it in a group stands before the words in some exports.
    private static final Pattern WRITTEN_BY = Pattern.compile("^[A-Za-z0-9_@.-]{5,40}:\\r?\\n");

    static WeChatKind of(String type, String subType) {
        WeChatKind kind = KINDS.get(type.strip());
        if (kind == null) return OTHER;
        if (kind != SHARED) return kind;
        return switch (subType.strip()) {
            case "57" -> TEXT;
            case "2000", "2001", "2003" -> MONEY;
            case "62" -> SYSTEM;
            default -> SHARED;
        };
    }

    /// The words, or what stands for them; null where nobody said anything.
    @Nullable
    String text(String content) {
        String words = WRITTEN_BY.matcher(content).replaceFirst("").strip();
        return switch (this) {
            case SYSTEM -> null;
            case TEXT -> words.startsWith("<") ? titled(words, words) : spoken(words);
            case IMAGE -> "<image>";
            case VOICE -> "<voice>";
            case VIDEO -> "<video>";
            case STICKER -> "<sticker>";
            case LOCATION -> "<location>";
            case CARD -> "<contact>";
            case CALL -> "<call>";
            case MONEY -> "<money>";
            case SHARED -> shared(words);
            case OTHER -> words.isEmpty() || words.startsWith("<") ? "<media>" : spoken(words);
        };
    }

    private static String shared(String words) {
        if (words.startsWith("<") || words.isEmpty()) {
            String title = titled(words, "");
            return title.isEmpty() ? "<file>" : "<file> " + title;
        }
        return "<file> " + words;
    }

    private static String titled(String xml, String otherwise) {
        Matcher title = TITLE.matcher(xml);
        return title.find() ? title.group(1).strip() : otherwise;
    }

    /// Exporters without types write `[图片]` or `![图片](address)` for an image.
    private static String spoken(String words) {
        Matcher bracketed = BRACKETED.matcher(words);
        if (!bracketed.matches()) return words;
        String inside = bracketed.group(1).strip().toLowerCase(Locale.ROOT);
        WeChatKind kind = KINDS.getOrDefault(inside, TEXT);
        return switch (kind) {
            case TEXT, SYSTEM, OTHER -> words;
            case SHARED -> "<file>";
            case IMAGE, VOICE, VIDEO, STICKER, LOCATION, CARD, CALL, MONEY -> kind.placeholder();
        };
    }

    private String placeholder() {
        String text = text("");
        return text == null ? "" : text;
    }
}
