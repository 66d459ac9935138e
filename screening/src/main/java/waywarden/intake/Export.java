package waywarden.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bytes to read: a file, or an entry of an archive. May be opened more than once.
public interface Export {

    /// How the person knows it: a path, or `archive.zip!entry.txt`.
    String name();

    /// Size in bytes, or -1 where unknown.
    long size() throws IOException;

    /// A fresh stream from the first byte; the caller closes it.
    InputStream open() throws IOException;

    static Export of(Path file) {
        return new Export() {
            @Override
            public String name() {
                return file.toString();
            }

            @Override
            public long size() throws IOException {
                return Files.size(file);
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }

    static Export of(String name, byte[] bytes) {
        return new Export() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
