package waywarden.intake.whatsapp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waywarden.intake.MediaKind;

/// What WhatsApp writes in place of pictures, sounds and deleted messages, in the languages of the phones that write
/// it. A line of this kind is told from a person's words by its mark (U+200E), its angle brackets, or by being nothing
/// but a noun and "omitted".
final class Placeholder {

    /// Longest "… omitted" met, with room.
    private static final int LONGEST = 60;

    /// Nouns in the order in which they are looked for: `GIF`, `voice message`, and last the general ones.
    private static final List<Map.Entry<String, List<String>>> NOUNS = List.of(
            Map.entry(
                    "<sticker>",
                    List.of(
                            "sticker",
                            "стикер",
                            "贴图",
                            "貼圖",
                            "スタンプ",
                            "ステッカー",
                            "스티커",
                            "ملصق",
                            "çıkartma",
                            "adesivo",
                            "figurinha",
                            "autocollant",
                            "naklejk",
                            "מדבקה")),
            Map.entry(
                    "<media>",
                    List.of(
                            "multimedia",
                            "média",
                            "medien",
                            "media",
                            "mídia",
                            "медиа",
                            "媒体",
                            "媒體",
                            "メディア",
                            "미디어",
                            "الوسائط",
                            "medya",
                            "מדיה")),
            Map.entry("<image>", List.of("gif")),
            Map.entry(
                    "<video>",
                    List.of(
                            "video", "vídeo", "vidéo", "видео", "відео", "视频", "影片", "動画", "ビデオ", "동영상", "فيديو",
                            "wideo", "וידאו")),
            Map.entry(
                    "<voice>",
                    List.of(
                            "voice",
                            "audio",
                            "áudio",
                            "sprachnachricht",
                            "аудио",
                            "голосов",
                            "语音",
                            "音频",
                            "語音",
                            "音訊",
                            "音声",
                            "오디오",
                            "음성",
                            "صوت",
                            "ses",
                            "dźwięk",
                            "אודיו",
                            "ääni")),
            Map.entry(
                    "<contact>",
                    List.of(
                            "contact",
                            "kontakt",
                            "contacto",
                            "contatto",
                            "contato",
                            "контакт",
                            "联系人",
                            "名片",
                            "聯絡",
                            "連絡先",
                            "연락처",
                            "yhteystie",
                            "جهة اتصال")),
            Map.entry(
                    "<image>",
                    List.of(
                            "image",
                            "photo",
                            "bild",
                            "foto",
                            "imagen",
                            "immagine",
                            "imagem",
                            "изображение",
                            "зображення",
                            "фото",
                            "图片",
                            "图像",
                            "圖片",
                            "照片",
                            "画像",
                            "写真",
                            "이미지",
                            "사진",
                            "afbeelding",
                            "görüntü",
                            "resim",
                            "gambar",
                            "obraz",
                            "zdjęci",
                            "صورة",
                            "תמונה",
                            "kuva")),
            Map.entry(
                    "<file>",
                    List.of(
                            "document",
                            "dokument",
                            "documento",
                            "документ",
                            "文档",
                            "文件",
                            "檔案",
                            "ドキュメント",
                            "문서",
                            "مستند",
                            "belge",
                            "dokumen",
                            "asiakirj",
                            "מסמך")));

    private static final List<String> OMITTED = List.of(
            "omitted",
            "weggelassen",
            "ausgeschlossen",
            "omitid",
            "omis",
            "absent",
            "omess",
            "ocult",
            "не включ",
            "без ",
            "пропущ",
            "отсутств",
            "省略",
            "忽略",
            "略过",
            "略過",
            "含まれ",
            "생략",
            "استبعاد",
            "محذوف",
            "weggelaten",
            "dahil edilmedi",
            "tidak disertakan",
            "pominię",
            "utelämna",
            "utelatt",
            "udeladt",
            "jätettiin",
            "הושמט");

    private static final Set<String> ATTACHED = Set.of(
            "file attached",
            "datei angehängt",
            "archivo adjunto",
            "fichier joint",
            "file allegato",
            "arquivo anexado",
            "文件附件",
            "附件",
            "檔案附件",
            "файл добавлен",
            "файл додано",
            "bestand bijgevoegd",
            "dosya ekli",
            "添付ファイル",
            "ファイル添付",
            "파일 첨부됨",
            "첨부파일",
            "ملف مرفق",
            "file terlampir",
            "plik dołączony",
            "bifogad fil",
            "vedlagt fil",
            "vedhæftet fil",
            "tiedosto liitetty",
            "קובץ מצורף");

    private static final List<String> DELETED = List.of(
            "this message was deleted",
            "diese nachricht wurde gelöscht",
            "se eliminó este mensaje",
            "este mensaje fue eliminado",
            "ce message a été supprimé",
            "questo messaggio è stato eliminato",
            "mensagem apagada",
            "esta mensagem foi apagada",
            "essa mensagem foi apagada",
            "dit bericht is verwijderd",
            "данное сообщение удалено",
            "это сообщение удалено",
            "此消息已被删除",
            "此消息已删除",
            "该消息已删除",
            "此訊息已刪除",
            "这条消息已删除",
            "このメッセージは削除されました",
            "삭제된 메시지입니다",
            "تم حذف هذه الرسالة",
            "bu mesaj silindi",
            "pesan ini telah dihapus",
            "wiadomość została usunięta",
            "tämä viesti poistettiin");

    private static final List<String> DELETED_BY_OWNER = List.of(
            "you deleted this message",
            "du hast diese nachricht gelöscht",
            "eliminaste este mensaje",
            "vous avez supprimé ce message",
            "hai eliminato questo messaggio",
            "você apagou esta mensagem",
            "apagou esta mensagem",
            "je hebt dit bericht verwijderd",
            "u hebt dit bericht verwijderd",
            "вы удалили данное сообщение",
            "вы удалили это сообщение",
            "您已删除此消息",
            "你删除了此消息",
            "您删除了此消息",
            "你已刪除此訊息",
            "您已刪除此訊息",
            "このメッセージを削除しました",
            "メッセージを削除しました",
            "이 메시지를 삭제했습니다",
            "لقد حذفت هذه الرسالة",
            "bu mesajı sildiniz",
            "anda menghapus pesan ini",
            "usunięto tę wiadomość");

    private static final List<String> CALLS = List.of(
            "voice call",
            "video call",
            "sprachanruf",
            "videoanruf",
            "llamada",
            "videollamada",
            "appel vocal",
            "appel vidéo",
            "chiamata",
            "chamada",
            "аудиозвонок",
            "видеозвонок",
            "语音通话",
            "视频通话",
            "語音通話",
            "視訊通話",
            "音声通話",
            "ビデオ通話",
            "음성 통화",
            "영상 통화",
            "sesli arama",
            "görüntülü arama",
            "مكالمة");

    /// Pieces of lines that the program writes under a sender's or a group's name.
    private static final List<String> SYSTEM = List.of(
            "end-to-end",
            "ende-zu-ende",
            "extremo a extremo",
            "de bout en bout",
            "ponta a ponta",
            "端到端",
            "端對端",
            "エンドツーエンド",
            "종단간",
            "сквозн",
            "التام بين الطرفين",
            "uçtan uca",
            "created group",
            "created this group",
            "hat die gruppe",
            "haben die gruppe",
            "creó el grupo",
            "a créé le groupe",
            "ha creato il gruppo",
            "criou o grupo",
            "创建了群",
            "建立了群組",
            "создал",
            "changed their phone number",
            "changed to a new number",
            "hat die telefonnummer",
            "hat eine neue telefonnummer",
            "cambió su número",
            "a changé de numéro",
            "更换了手机号",
            "更换了电话号码",
            "missed voice call",
            "missed video call",
            "missed group",
            "verpasster",
            "llamada perdida",
            "videollamada perdida",
            "appel vocal manqué",
            "appel vidéo manqué",
            "chiamata persa",
            "chamada de voz perdida",
            "未接",
            "пропущенный",
            "不在着信",
            "부재중",
            "security code",
            "sicherheitsnummer",
            "código de seguridad",
            "安全码",
            "安全碼",
            "disappearing messages",
            "selbstlöschende nachrichten",
            "you were added",
            "you added",
            "joined using",
            " left",
            "changed the subject",
            "changed the group",
            "changed this group",
            "was added",
            "removed ",
            "turned on",
            "turned off",
            "pinned a message",
            "is a contact");

    private static final List<String> SECURED = List.of(
            "messages and calls are end-to-end",
            "messages you send to this",
            "messages to this",
            "nachrichten und anrufe sind",
            "nachrichten in diesem chat",
            "nachrichten, die du in diesem",
            "los mensajes y las llamadas",
            "los mensajes y llamadas",
            "les messages et les appels",
            "i messaggi e le chiamate",
            "as mensagens e as chamadas",
            "消息和通话已进行端到端",
            "訊息和通話",
            "您发送到此",
            "сообщения и звонки");

    private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>:：]{2,30})[:：]\\s*([^<>]{1,250}\\.\\w{2,5})>$");
    private static final Pattern ANDROID_FILE =
            Pattern.compile("^([^\\n]{1,250}\\.\\w{2,5}) \\(([^()\\n]{2,40})\\)(?:\\n(.*))?$", Pattern.DOTALL);
    private static final Pattern CAMERA_NAME = Pattern.compile("^(IMG|VID|AUD|PTT|STK|DOC)-\\d{8}.*");
    private static final Pattern EDITED = Pattern.compile("\u200E\\s*<[^<>:：]{4,60}>$");
    private static final Pattern EDITED_WORDS = Pattern.compile(
            "<[^<>]{0,40}(edited|bearbeitet|editó|editad|modifié|modificato|bewerkt|изменено|编辑|編輯|編集|düzenlendi)[^<>]{0,20}>$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern PLACE = Pattern.compile(
            "^[^:：\\n]{2,30}[:：] ?https?://(maps\\.|www\\.google\\.[a-z.]+/maps|goo\\.gl/maps|foursquare\\.com|maps\\.apple\\.com)\\S*$");

    private Placeholder() {}

    static boolean isDeletedByOwner(String text) {
        return startsWithAny(DELETED_BY_OWNER, opening(text));
    }

    /// Whether the program, not the person, says this under the person's name.
    static boolean isSystem(String text, boolean marked) {
        if (startsWithAny(SECURED, opening(text))) return true;
        return marked && text.length() < 400 && containsAny(SYSTEM, small(text));
    }

    /// Whether this is the notice by which a chat opens, which stands under the chat's own name.
    static boolean isEncryptionNotice(String text) {
        return startsWithAny(SECURED, small(text)) || containsAny(SYSTEM.subList(0, 12), small(text));
    }

    /// The words with what stands for media in the uniform shape.
    ///
    /// @param text   without marks at its ends
    /// @param marked whether a mark (U+200E) led it
    static String uniform(String text, boolean marked) {
        if (text.length() <= LONGEST && isDeleted(text)) return "<deleted>";
        if (text.equals("null")) return "<media>";
        return wholly(text.endsWith(">") ? withoutEditMark(text) : text, marked);
    }

    private static String withoutEditMark(String text) {
        String unmarked = EDITED.matcher(text).replaceFirst("");
        return EDITED_WORDS.matcher(unmarked).replaceFirst("").stripTrailing();
    }

    private static String wholly(String text, boolean marked) {
        String attached = attached(text, marked);
        if (attached != null) return attached;
        String omitted = omitted(text, marked);
        if (omitted != null) return omitted;
        if (text.contains("http") && PLACE.matcher(text).matches()) return "<location>";
        if (marked && text.length() <= LONGEST && containsAny(CALLS, small(text))) return "<call>";
        return text;
    }

    private static boolean isDeleted(String text) {
        String small = small(text);
        return startsWithAny(DELETED, small) || startsWithAny(DELETED_BY_OWNER, small);
    }

    private static @Nullable String attached(String text, boolean marked) {
        if (text.endsWith(">")) {
            Matcher matcher = IN_BRACKETS.matcher(text);
            if (matcher.find()) return with(MediaKind.ofFile(matcher.group(2)), text.substring(0, matcher.start()));
        }
        if (text.indexOf('(') < 0) return null;
        Matcher android = ANDROID_FILE.matcher(text);
        if (!android.matches()) return null;
        boolean isTold = ATTACHED.contains(small(android.group(2)))
                || marked
                || CAMERA_NAME.matcher(android.group(1)).matches();
        return isTold ? with(MediaKind.ofFile(android.group(1)), android.group(3)) : null;
    }

    private static @Nullable String omitted(String text, boolean marked) {
        int mark = text.lastIndexOf('\u200E');
        String last = mark < 0 ? text : text.substring(mark + 1).strip();
        if (last.length() > LONGEST || last.indexOf('\n') >= 0) return null;
        boolean bracketed = last.startsWith("<") && last.endsWith(">");
        if (!marked && mark < 0 && !bracketed && wordsIn(last) > 2) return null;
        String small = small(last);
        if (!containsAny(OMITTED, small)) return null;
        for (Map.Entry<String, List<String>> noun : NOUNS) {
            // A document's name and its count of pages stand before the words, apart by a bullet.
            if (containsAny(noun.getValue(), small)) {
                boolean isName = mark > 0 && text.indexOf('•') >= 0;
                return with(noun.getKey(), mark > 0 && !isName ? text.substring(0, mark) : null);
            }
        }
        return bracketed || marked ? "<media>" : null;
    }

    private static long wordsIn(String text) {
        return 1 + text.chars().filter(c -> c == ' ').count();
    }

    private static String with(String kind, @Nullable String caption) {
        String words = caption == null ? "" : waywarden.intake.Marks.strip(caption);
        return words.isEmpty() ? kind : kind + "\n" + words;
    }

    private static boolean startsWithAny(List<String> beginnings, String text) {
        if (text.isEmpty()) return false;
        char first = text.charAt(0);
        for (String beginning : beginnings) {
            if (beginning.charAt(0) == first && text.startsWith(beginning)) return true;
        }
        return false;
    }

    private static boolean containsAny(List<String> pieces, String text) {
        for (String piece : pieces) {
            if (text.contains(piece)) return true;
        }
        return false;
    }

    private static String opening(String text) {
        return text.substring(0, Math.min(LONGEST, text.length())).toLowerCase(Locale.ROOT);
    }

    private static String small(String text) {
        return text.substring(0, Math.min(400, text.length())).toLowerCase(Locale.ROOT);
    }
}
