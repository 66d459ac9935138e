package waywarden.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/// What a checkpoint says of the states in it: their shape and their vocabulary. Both may have changed since; then
/// Flink reads with the former and writes with the present serializer.
public final class ConversationStateSnapshot implements TypeSerializerSnapshot<ConversationState> {

    private Vocabulary vocabulary;
    private int shape;

    /// Flink makes one before it reads it.
    public ConversationStateSnapshot() {
        this(new Vocabulary(List.of(), List.of(), List.of(), Map.of(), List.of()), PackedState.VERSION);
    }

    ConversationStateSnapshot(Vocabulary vocabulary, int shape) {
        this.vocabulary = vocabulary;
        this.shape = shape;
    }

    @Override
    public int getCurrentVersion() {
        return PackedState.VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        names(vocabulary.evidence(), out);
        names(vocabulary.indicators(), out);
        names(vocabulary.contrasts(), out);
        out.writeInt(vocabulary.contexts().size());
        for (Map.Entry<Integer, Long> context : new TreeMap<>(vocabulary.contexts()).entrySet()) {
            out.writeInt(context.getKey());
            out.writeLong(context.getValue());
        }
        out.writeInt(vocabulary.concepts().size());
        for (int concept : vocabulary.concepts()) out.writeInt(concept);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        if (readVersion > PackedState.VERSION) {
            throw new IOException("the checkpoint was written by a newer version of Waywarden (shape " + readVersion
                    + ", known up to " + PackedState.VERSION + "); start that version again");
        }
        List<String> evidence = names(in);
        List<String> indicators = readVersion == 1 ? List.of() : names(in);
        List<String> contrasts = readVersion < 3 ? List.of() : names(in);
        Map<Integer, Long> contexts = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) contexts.put(in.readInt(), in.readLong());
        List<Integer> concepts = new ArrayList<>();
        if (readVersion > 4) for (int left = in.readInt(); left > 0; left--) concepts.add(in.readInt());
        vocabulary = new Vocabulary(evidence, indicators, contrasts, contexts, concepts);
        shape = readVersion;
    }

    private static void names(List<String> names, DataOutputView out) throws IOException {
        out.writeInt(names.size());
        for (String name : names) out.writeUTF(name);
    }

    private static List<String> names(DataInputView in) throws IOException {
        List<String> names = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) names.add(in.readUTF());
        return names;
    }

    @Override
    public TypeSerializer<ConversationState> restoreSerializer() {
        return new ConversationStateSerializer(vocabulary, shape);
    }

    @Override
    public TypeSerializerSchemaCompatibility<ConversationState> resolveSchemaCompatibility(
            TypeSerializerSnapshot<ConversationState> old) {
        if (!(old instanceof ConversationStateSnapshot former)) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        boolean same = former.shape == shape && former.vocabulary.equals(vocabulary);
        return same
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
}
