package waywarden.page.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waywarden.result.PrivateFiles;

/// Keeps everything in one folder, which only one program at a time may use.
public final class FolderShelf implements Shelf {

    private static final String LOCK = "lock";
    private static final String KEY = "key.p12";
    private static final String PLAIN = ".json";
    private static final String SEALED = ".age";
    private static final String HALF = ".half";

    /// A chunk of the age format.
    private static final int BUFFER = 1 << 16;

    /// What we keep; other files that lie in the folder are not ours to read or delete.
    private static final String NAME = "notebook|protection|register|watch|(chat|looks|feed)-[0-9a-f]{1,40}";

    private final Path folder;
    private final FileChannel lockFile;
    private Age.@Nullable Key key;
    private boolean locked;

    private FolderShelf(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.locked = Files.exists(folder.resolve(KEY));
    }

    /// The shelf in a folder; nothing if another program uses it.
    ///
    /// @throws IOException if the folder cannot be made or written
    public static Optional<FolderShelf> in(Path folder) throws IOException {
        PrivateFolder.create(folder);
        Path lock = folder.resolve(LOCK);
        PrivateFiles.create(lock);
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            return Optional.empty();
        }
        FolderShelf shelf = new FolderShelf(folder, channel);
        shelf.sweep();
        return Optional.of(shelf);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /// What an earlier breakdown left half done.
    private void sweep() throws IOException {
        for (Path left : files()) {
            String name = left.getFileName().toString();
            boolean ours = name.matches("(" + NAME + "|key)\\.(json|age|p12)\\" + HALF);
            if (ours) Files.delete(left);
            if (name.startsWith("incoming-") && Files.isDirectory(left)) PrivateFolder.delete(left);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean isLocked() {
        return locked;
    }

    @Override
    public boolean isEncrypted() {
        return locked || key != null;
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public boolean unlock(char[] passphrase) throws IOException {
        if (!locked) return true;
        Optional<Age.Key> found = KeyFile.read(Files.readAllBytes(folder.resolve(KEY)), passphrase);
        found.ifPresent(opened -> {
            key = opened;
            locked = false;
        });
        return found.isPresent();
    }

    @Override
    public void protect(char[] passphrase) throws IOException {
        boolean wanted = passphrase.length > 0;
        Age.Key before = key;
        Age.Key after = !wanted ? null : before == null ? Age.Key.generated() : before;
        // The key is on the disk before anything needs it, and goes only when nothing does any more.
        if (after != null) put(KEY, out -> out.write(KeyFile.written(after, passphrase)));
        for (String name : Objects.equals(before, after) ? List.<String>of() : names()) {
            byte[] content = read(name).orElseThrow();
            key = after;
            write(name, content);
            key = before;
        }
        key = after;
        if (after == null) Files.deleteIfExists(folder.resolve(KEY));
    }

    @Override
    public List<String> names() throws IOException {
        return files().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(PLAIN) || name.endsWith(SEALED))
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .filter(name -> name.matches(NAME))
                .distinct()
                .toList();
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
        Path sealed = file(name, SEALED);
        Age.Key opening = key;
        if (opening != null && Files.exists(sealed)) {
            InputStream in = new BufferedInputStream(Files.newInputStream(sealed), BUFFER);
            try {
                return Optional.of(Age.opening(in, opening.identity()));
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        }
        Path plain = file(name, PLAIN);
        return Files.exists(plain)
                ? Optional.of(new BufferedInputStream(Files.newInputStream(plain), BUFFER))
                : Optional.empty();
    }

    @Override
    public void write(String name, Content content) throws IOException {
        Age.Key sealing = key;
        if (sealing == null) {
            put(file(name, PLAIN).getFileName().toString(), content);
            Files.deleteIfExists(file(name, SEALED));
        } else {
            put(file(name, SEALED).getFileName().toString(), out -> {
                try (OutputStream sealed = new BufferedOutputStream(Age.sealing(out, sealing.recipient()), BUFFER)) {
                    content.to(sealed);
                }
            });
            Files.deleteIfExists(file(name, PLAIN));
        }
    }

    /// Writes beside and moves, so that there is never half a file.
    private void put(String name, Content content) throws IOException {
        Path half = folder.resolve(name + HALF);
        Files.deleteIfExists(half);
        PrivateFiles.create(half);
        try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(new Unclosed(Channels.newOutputStream(channel)), BUFFER);
            content.to(out);
            out.flush();
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(half);
            throw e;
        }
        Files.move(half, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Stays open when what writes into it is closed: what was written has yet to reach the disk.
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private Path file(String name, String ending) {
        if (!name.matches(NAME)) throw new IllegalArgumentException("not a name on the shelf");
        return folder.resolve(name + ending);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(file(name, PLAIN));
        Files.deleteIfExists(file(name, SEALED));
    }

    @Override
    public void deleteEverything() throws IOException {
        // The key first: whatever a breakdown leaves after that can be read by nobody.
        Files.deleteIfExists(folder.resolve(KEY));
        for (String name : names()) delete(name);
        sweep();
        key = null;
        locked = false;
    }

    @Override
    public Path incoming(long bytes) throws IOException {
        return PrivateFolder.temporary(folder, bytes);
    }

    @Override
    public String place() {
        return folder.toString();
    }

    /// Gives the folder free for another start.
    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
