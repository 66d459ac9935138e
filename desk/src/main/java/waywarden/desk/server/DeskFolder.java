package waywarden.desk.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The desk's folder: its database, its key, its settings. Only its owner may look into it.
public record DeskFolder(Path path) {

    /// Made where it is absent.
    public static DeskFolder at(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.createDirectory(path, owner);
            } else {
                Files.createDirectories(path);
            }
        }
        return new DeskFolder(path);
    }

    public Path settings() {
        return path.resolve("desk.yaml");
    }

    public Path database() {
        return path.resolve("desk.db");
    }

    public Path key() {
        return path.resolve("desk.p12");
    }

    public Path secrets() {
        return path.resolve("secrets");
    }

    /// Held as long as the service runs.
    ///
    /// @return nothing where another service holds it
    public Optional<FileLock> lock() throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("desk.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) channel.close();
            return Optional.ofNullable(lock);
        } catch (OverlappingFileLockException e) {
            channel.close();
            return Optional.empty();
        }
    }
}
