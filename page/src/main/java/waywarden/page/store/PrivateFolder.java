package waywarden.page.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// Folders that only their owner may look into, where the file system can say so.
public final class PrivateFolder {

    /// Memory that looks like a disk on Linux: what lies there is gone with the power.
    private static final Path IN_MEMORY = Path.of("/dev/shm");

    private PrivateFolder() {}

    static void create(Path folder) throws IOException {
        Files.createDirectories(folder, ownersOnly(folder));
    }

    /// A folder for a while: in memory where there is such a place with room to spare, and else under the other.
    static Path temporary(@Nullable Path under, long bytes) throws IOException {
        if (Files.isWritable(IN_MEMORY) && Files.getFileStore(IN_MEMORY).getUsableSpace() / 2 > bytes) {
            return Files.createTempDirectory(IN_MEMORY, "waywarden-", ownersOnly(IN_MEMORY));
        }
        if (under == null) return Files.createTempDirectory("waywarden-");
        return Files.createTempDirectory(under, "incoming-", ownersOnly(under));
    }

    private static FileAttribute<?>[] ownersOnly(Path folder) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!posix) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        };
    }

    /// Deletes a folder with all that is in it, following no link.
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) throw e;
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
