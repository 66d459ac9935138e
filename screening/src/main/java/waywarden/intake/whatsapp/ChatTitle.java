package waywarden.intake.whatsapp;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The name of a chat, which a WhatsApp export tells in the name of its file or of the archive around it.
final class ChatTitle {

    private static final List<Pattern> NAMED = List.of(
            Pattern.compile("WhatsApp[ -]Chat (?:with|mit|met|med|-) (.+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("Chat (?:de )?WhatsApp (?:con|de) (.+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("Discussion WhatsApp avec (.+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("Conversa do WhatsApp com (.+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("Чат WhatsApp с (?:контактом )?(.+)", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
            Pattern.compile("[与與跟和] ?[“「]?(.+?)[”」]? ?的 ?WhatsApp ?(?:聊天|对话|對話).*"),
            Pattern.compile("WhatsApp ?(?:聊天记录|聊天|對話) ?[-–—:：与與] ?(.+)"),
            Pattern.compile("(.+?) ?(?:とのWhatsAppチャット|님과의 WhatsApp 대화).*"));

    private ChatTitle() {}

    /// @param exportName a path, or `archive.zip!entry.txt`
    static @Nullable String of(String exportName) {
        for (String part : exportName.split("[!/\\\\]")) {
            String name = part.replaceFirst("(?i)(\\.txt|\\.zip)$", "").replaceFirst(" ?\\(\\d+\\)$", "");
            for (Pattern pattern : NAMED) {
                Matcher matcher = pattern.matcher(name);
                if (matcher.matches()) return matcher.group(1).strip();
            }
        }
        return null;
    }
}
