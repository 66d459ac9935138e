package waywarden.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a file is by its first bytes, before anyone asks in which format its text is.
enum FileKind {
    EMPTY,
    ZIP,
    /// Packed in a way that is not opened here.
    OTHER_ARCHIVE,
    /// Pictures, sounds, films, documents, databases: nothing a chat is read from.
    MEDIA,
    TEXT;

    private record Magic(int at, String bytes, FileKind kind) {

        boolean matches(String head) {
            return head.startsWith(bytes, at);
        }
    }

    private static final List<Magic> MAGIC = List.of(
            new Magic(0, "PK\u0003\u0004", ZIP),
            new Magic(0, "PK\u0005\u0006", ZIP),
            new Magic(0, "PK\u0007\u0008", ZIP),
            new Magic(0, "7z\u00BC\u00AF", OTHER_ARCHIVE),
            new Magic(0, "Rar!\u001A", OTHER_ARCHIVE),
            new Magic(0, "\u001F\u008B", OTHER_ARCHIVE),
            new Magic(0, "BZh", OTHER_ARCHIVE),
            new Magic(0, "\u00FD7zXZ", OTHER_ARCHIVE),
            new Magic(257, "ustar", OTHER_ARCHIVE),
            new Magic(0, "\u00FF\u00D8\u00FF", MEDIA),
            new Magic(0, "\u0089PNG", MEDIA),
            new Magic(0, "GIF8", MEDIA),
            new Magic(0, "RIFF", MEDIA),
            new Magic(0, "OggS", MEDIA),
            new Magic(0, "ID3", MEDIA),
            new Magic(0, "fLaC", MEDIA),
            new Magic(0, "#!AMR", MEDIA),
            new Magic(4, "ftyp", MEDIA),
            new Magic(0, "\u001AE\u00DF\u00A3", MEDIA),
            new Magic(0, "II*\0", MEDIA),
            new Magic(0, "MM\0*", MEDIA),
            new Magic(0, "%PDF", MEDIA),
            new Magic(0, "\u00D0\u00CF\u0011\u00E0", MEDIA),
            new Magic(0, "SQLite format 3\0", MEDIA),
            new Magic(0, "wOFF", MEDIA),
            new Magic(0, "wOF2", MEDIA),
            // A contact's card sent along with a chat is text, but no one speaks in it.
            new Magic(0, "BEGIN:VCARD", MEDIA));

    static FileKind of(byte[] head) {
        if (head.length == 0) return EMPTY;
        String latin = new String(head, 0, Math.min(head.length, 512), StandardCharsets.ISO_8859_1);
        for (Magic magic : MAGIC) {
            if (magic.matches(latin)) return magic.kind();
        }
        return TEXT;
    }

    /// Whether a zip's first entry is encrypted, by its general purpose flag.
    static boolean isEncryptedZip(byte[] head) {
        return head.length > 6 && of(head) == ZIP && (head[6] & 1) != 0;
    }
}
