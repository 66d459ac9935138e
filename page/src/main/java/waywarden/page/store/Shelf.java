package waywarden.page.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where things are kept, by name: `notebook`, one `chat-…` for each conversation, and what protects and warns her:
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

    Optional<byte[]> read(String name) throws IOException;

    /// All of it or nothing: a breakdown leaves what was there before.
    void write(String name, byte[] content) throws IOException;

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
