package waywarden.page.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// The files of a folder as one, so that they can lie on the shelf.
public final class PackedFolder {

    /// Names that we give files ourselves.
    private static final String NAME = "[0-9a-z][0-9a-z.-]{0,60}";

    private PackedFolder() {}

    /// @param most bytes that are packed; files beyond are left out
    public static byte[] pack(Path folder, long most) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(Files::isRegularFile).sorted().toList();
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        long bytes = 0;
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                bytes += Files.size(file);
                if (!name.matches(NAME) || bytes > most) continue;
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(file, zip);
            }
        }
        return packed.toByteArray();
    }

    /// The files by name.
    ///
    /// @param most bytes that are unpacked
    /// @throws IOException if it is damaged, or holds more
    public static Map<String, byte[]> files(byte[] packed, long most) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        long left = most;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, left + 1));
                left -= content.length;
                if (left < 0 || !entry.getName().matches(NAME)) throw new IOException("not what we packed");
                files.put(entry.getName(), content);
            }
        }
        return files;
    }

    public static void unpack(byte[] packed, Path folder, long most) throws IOException {
        for (Map.Entry<String, byte[]> file : files(packed, most).entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
