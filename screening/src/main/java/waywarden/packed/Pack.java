package waywarden.packed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.WaywardenException;

/// Where packed lists lie: in memory as long as they are small, the rest in an [UnnamedFile] in the folder for
/// temporary files, so that what is read or found may be larger than memory. It is given back when no list of it is
/// left.
public final class Pack {

    /// Bytes that lie in memory before any go into the file: most exports never do.
    private static final long IN_MEMORY = 8L << 20;

    private final long inMemory;
    private final List<byte[]> held = new ArrayList<>();
    private long heldBytes;
    private @Nullable UnnamedFile file;

    public Pack() {
        this(IN_MEMORY);
    }

    Pack(long inMemory) {
        this.inMemory = inMemory;
    }

    /// Keeps these bytes.
    ///
    /// @return where; below 0 in memory
    synchronized long put(byte[] bytes) {
        if (heldBytes + bytes.length <= inMemory) {
            heldBytes += bytes.length;
            held.add(bytes);
            return -held.size();
        }
        try {
            UnnamedFile rest = file == null ? new UnnamedFile() : file;
            file = rest;
            return rest.append(bytes);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    synchronized byte[] get(long place, int length) {
        if (place < 0) return held.get((int) (-place - 1));
        try {
            if (file == null) throw new IllegalArgumentException("Nothing lies there.");
            return file.read(place, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static WaywardenException failed(IOException e) {
        return new WaywardenException(
                "What is read does not fit into memory, and the folder for temporary files ("
                        + System.getProperty("java.io.tmpdir") + ") cannot take it ("
                        + e.getClass().getSimpleName()
                        + "). Make room there, or name another folder: JDK_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER",
                e);
    }
}
