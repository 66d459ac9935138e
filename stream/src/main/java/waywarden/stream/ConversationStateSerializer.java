package waywarden.stream;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/// Reads and writes conversations' state, in the numbers of one vocabulary and in one shape. It writes the shape of
/// today only; states of other vocabularies are translated as they are written.
final class ConversationStateSerializer extends TypeSerializer<ConversationState> {

    private static final long serialVersionUID = 1L;

    private final Vocabulary vocabulary;
    private final int shape;

    ConversationStateSerializer(Vocabulary vocabulary) {
        this(vocabulary, PackedState.VERSION);
    }

    /// @param shape in which states were written
    ConversationStateSerializer(Vocabulary vocabulary, int shape) {
        this.vocabulary = vocabulary;
        this.shape = shape;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<ConversationState> duplicate() {
        return this;
    }

    /// Never asked for: state that was not set is null.
    @Override
    public @Nullable ConversationState createInstance() {
        return null;
    }

    @Override
    public ConversationState copy(ConversationState from) {
        return from;
    }

    @Override
    public ConversationState copy(ConversationState from, ConversationState reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(ConversationState state, DataOutputView target) throws IOException {
        PackedState.write(state.in(vocabulary), target);
    }

    @Override
    public ConversationState deserialize(DataInputView source) throws IOException {
        return PackedState.read(vocabulary, shape, source);
    }

    @Override
    public ConversationState deserialize(ConversationState reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConversationStateSerializer same
                && same.shape == shape
                && same.vocabulary.equals(vocabulary);
    }

    @Override
    public int hashCode() {
        return vocabulary.hashCode() * 31 + shape;
    }

    @Override
    public TypeSerializerSnapshot<ConversationState> snapshotConfiguration() {
        return new ConversationStateSnapshot(vocabulary, shape);
    }
}
