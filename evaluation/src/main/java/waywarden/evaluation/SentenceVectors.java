package waywarden.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A sentence encoder with a memory on disk, since a vector costs milliseconds and evaluations come back to
/// the same corpus. The file holds a hash of each text and its vector, never the text.
public final class SentenceVectors implements AutoCloseable {

    private static final int KEY_BYTES = 16;

    /// New vectors held back until they are written together.
    private static final int WRITTEN_TOGETHER = 2_000;

    /// The first half of a text's SHA-256: enough that no two texts of any corpus share it.
    private record Key(long high, long low) {}

    private final SentenceModel model;
    private final Path file;
    private final int recordBytes;
    private final Map<Key, float[]> known = new ConcurrentHashMap<>();
    private final List<Key> unwritten = new ArrayList<>();
    private @Nullable SentenceEncoder encoder;

    private SentenceVectors(SentenceModel model, Path file) {
        this.model = model;
        this.file = file;
        this.recordBytes = KEY_BYTES + Float.BYTES * model.dimensions();
    }

    /// @param folder made if it is not there
    public static SentenceVectors in(Path folder, SentenceModel model) throws IOException {
        Files.createDirectories(folder);
        SentenceVectors vectors = new SentenceVectors(model, folder.resolve(model.files() + ".vectors"));
        vectors.load();
        return vectors;
    }

    private void load() throws IOException {
        if (!Files.exists(file)) return;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer record = ByteBuffer.allocate(recordBytes);
            // A record cut short by a crash is left unread.
            for (long at = 0; at + recordBytes <= channel.size(); at += recordBytes) {
                record.clear();
                while (record.hasRemaining()) {
                    if (channel.read(record, at + record.position()) < 0) return;
                }
                record.flip();
                Key key = new Key(record.getLong(), record.getLong());
                float[] vector = new float[model.dimensions()];
                record.asFloatBuffer().get(vector);
                known.put(key, vector);
            }
        }
    }

    /// The text's vector. Several threads may ask at once.
    public float[] of(String text) {
        Key key = key(text);
        float[] vector = known.get(key);
        if (vector != null) return vector;
        float[] fresh = afresh(text);
        if (known.put(key, fresh) == null) note(key);
        return fresh;
    }

    /// The text's vector with no use of the memory.
    float[] afresh(String text) {
        return encoder().encode(text);
    }

    /// Makes vectors of many texts known, on as many threads as there are cores.
    public void prepare(Collection<String> texts) {
        texts.stream().distinct().toList().parallelStream().forEach(this::of);
    }

    private synchronized SentenceEncoder encoder() {
        SentenceEncoder loaded = encoder;
        if (loaded == null) {
            loaded = SentenceEncoder.load(model);
            encoder = loaded;
        }
        return loaded;
    }

    private synchronized void note(Key key) {
        unwritten.add(key);
        if (unwritten.size() >= WRITTEN_TOGETHER) write();
    }

    private void write() {
        if (unwritten.isEmpty()) return;
        ByteBuffer bytes = ByteBuffer.allocate(unwritten.size() * recordBytes);
        for (Key key : unwritten) {
            bytes.putLong(key.high).putLong(key.low);
            float[] vector = known.get(key);
            if (vector == null) throw new IllegalStateException("a noted vector is known");
            for (float x : vector) bytes.putFloat(x);
        }
        unwritten.clear();
        bytes.flip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            try (var lock = channel.lock()) {
                // On whole records only, over whatever a crash cut short.
                long at = channel.size() / recordBytes * recordBytes;
                while (bytes.hasRemaining() && lock.isValid()) at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Key key(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            return new Key(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public synchronized void close() {
        write();
        if (encoder != null) encoder.close();
        encoder = null;
    }
}
