package waywarden.page.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where things are kept, by name: `notebook`, one `chat-…` for each conversation and one
/// `looks-…` for what was read of each contact, and what protects and warns her:
/// `register` with `protection`, `watch` with one `feed-…` for each source of warnings.
public sealed interface Shelf extends AutoCloseable permits FolderShelf, NoShelf {

    /// Whether a passphrase is needed before anything can be read.
    boolean isLocked();

    /// Whether what is kept is encrypted.
    boolean isEncrypted();

    /// Whether anything is kept at all.
    boolean keeps();

    /// Opens a locked shelf; false if that is not the passphrase.
    boolean unlock(char[] passphrase) throws IOException;

    /// Encrypts all that is kept, or no more where the passphrase is empty.
    void protect(char[] passphrase) throws IOException;

    List<String> names() throws IOException;

    /// What is kept under a name, to be read as it comes from the disk: a change to it is noticed at its end.
    Optional<InputStream> open(String name) throws IOException;

    default Optional<byte[]> read(String name) throws IOException {
        Optional<InputStream> open = open(name);
        if (open.isEmpty()) return Optional.empty();
        try (InputStream in = open.get()) {
            return Optional.of(in.readAllBytes());
        }
    }

    /// Writes what is to be kept.
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /// All of it or nothing: a breakdown leaves what was there before.
    void write(String name, Content content) throws IOException;

    default void write(String name, byte[] content) throws IOException {
        write(name, out -> out.write(content));
    }

    void delete(String name) throws IOException;

    /// Leaves nothing, at once.
    void deleteEverything() throws IOException;

    /// A new folder for exports while they are read, which the caller deletes.
    ///
    /// @param bytes how large they are together
    Path incoming(long bytes) throws IOException;

    /// Where things are kept, as shown.
    String place();

    @Override
    void close() throws IOException;
}
