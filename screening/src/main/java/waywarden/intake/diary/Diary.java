package waywarden.intake.diary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The worker's own notes of meetings, a file she owns: a first line that says what it is, then one entry a line.
public final class Diary {

    /// The first line of every diary.
    public static final String HEADER = "{\"waywarden\":\"diary\",\"v\":1}";

    private static final JsonMapper JSON = new JsonMapper();

    private Diary() {}

    /// Adds one entry at the end of the diary, which is begun where there is none yet. The line is on the disk when
    /// this returns; a line left unfinished by an earlier breakdown is closed first, so that it costs itself only.
    ///
    /// @throws IOException if the file cannot be written, or is another kind of file
    public static void append(Path diary, DiaryEntry entry) throws IOException {
        try (FileChannel file =
                FileChannel.open(diary, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // Two programs that write at once write one after the other; closing the file gives it free.
            file.lock();
            String line = line(entry) + "\n";
            if (file.size() == 0) line = HEADER + "\n" + line;
            else if (!isDiary(file)) throw new IOException("not a Waywarden diary: " + diary);
            else if (lastByte(file) != '\n') line = "\n" + line;
            write(file, line);
        }
    }

    /// The entry as its line in the file, without the line's end.
    public static String line(DiaryEntry entry) {
        ObjectNode line = JSON.createObjectNode();
        line.put("t", entry.t().toString());
        line.put("contact", entry.contact());
        put(line, "place", entry.place());
        line.put("began", entry.began().name().toLowerCase(Locale.ROOT));
        put(line, "said", entry.said());
        put(line, "asked", entry.asked());
        put(line, "given", entry.given());
        put(line, "promised", entry.promised());
        put(line, "paid", entry.paid());
        return JSON.writeValueAsString(line);
    }

    private static void put(ObjectNode line, String field, @Nullable String text) {
        if (text != null) line.put(field, text);
    }

    private static boolean isDiary(FileChannel file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(256);
        file.read(head, 0);
        return DiaryReader.isHeader(new String(head.array(), 0, head.position(), StandardCharsets.UTF_8));
    }

    private static byte lastByte(FileChannel file) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        file.read(last, file.size() - 1);
        return last.get(0);
    }

    private static void write(FileChannel file, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        long at = file.size();
        while (bytes.hasRemaining()) at += file.write(bytes, at);
        file.force(true);
    }
}
