package waywarden.page.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Keeps nothing: what she sees is gone when she ends the program.
public final class NoShelf implements Shelf {

    @Override
    public boolean isLocked() {
        return false;
    }

    @Override
    public boolean isEncrypted() {
        return false;
    }

    @Override
    public boolean keeps() {
        return false;
    }

    @Override
    public boolean unlock(char[] passphrase) {
        return true;
    }

    @Override
    public void protect(char[] passphrase) {}

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public Optional<InputStream> open(String name) {
        return Optional.empty();
    }

    @Override
    public void write(String name, Content content) {}

    @Override
    public void delete(String name) {}

    @Override
    public void deleteEverything() {}

    @Override
    public Path incoming(long bytes) throws IOException {
        return PrivateFolder.temporary(null, bytes);
    }

    @Override
    public String place() {
        return "";
    }

    @Override
    public void close() {}
}
