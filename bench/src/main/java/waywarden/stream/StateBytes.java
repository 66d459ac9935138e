package waywarden.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import waywarden.screening.Concern;
import waywarden.screening.Screener;

/// A conversation's state as the job keeps it, for figures of growth; in this package because nobody else may pack one.
public final class StateBytes {

    private final Vocabulary vocabulary;
    private final DataOutputSerializer out = new DataOutputSerializer(1_024);

    public StateBytes(Screener screener) {
        vocabulary = Vocabulary.of(screener);
    }

    public byte[] pack(Screener.Standing standing) {
        try {
            out.clear();
            PackedState.write(new ConversationState(vocabulary, standing, Concern.NONE, Concern.NONE, null, 0, 0), out);
            return out.getCopyOfBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Screener.Standing unpack(byte[] state) {
        try {
            return PackedState.read(vocabulary, PackedState.VERSION, new DataInputDeserializer(state))
                    .standing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
