package waywarden.stream;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Speaker;
import waywarden.head.Recent;
import waywarden.indicator.IndicatorMatcher.Memory;
import waywarden.indicator.IndicatorMatcher.Seen;
import waywarden.phase.CourseSoFar;
import waywarden.phase.PhaseBelief;
import waywarden.phase.PhaseModel;
import waywarden.screening.Concern;
import waywarden.screening.ConcernPolicy.Shown;
import waywarden.screening.ProtectedMatters.Tails;
import waywarden.screening.Screener.Heard;
import waywarden.screening.Screener.Standing;

/// The bytes of a conversation's state. Doubles are kept whole, so that a restored conversation goes on bit for bit;
/// counts are short where they are small, and kinds of evidence never seen take one bit. A job has no register of
/// protected matters, so nothing that was said is kept.
final class PackedState {

    /// The shape written now. In shape 1 indicators were spelled out, and the gravest concern was not
    /// kept; in shapes 1 and 2 nothing of the course but its words; in shape 3 its numbers took two and
    /// four bytes each; in shape 4 concepts and times took all their bytes, and whether the model was
    /// ever sure was kept, which no longer counts.
    static final int VERSION = 5;

    private PackedState() {}

    static void write(ConversationState state, DataOutputView out) throws IOException {
        Standing standing = state.standing();
        count(standing.messages(), out);
        instant(standing.last() == null ? null : standing.last().toInstant(), out);
        memory(standing, out);
        recent(standing.heard().recent(), state.vocabulary(), out);
        phase(standing.phase(), out);
        shown(standing.shown(), state.vocabulary(), out);
        out.writeByte(state.concern().ordinal());
        out.writeByte(state.gravest().ordinal());
        instant(state.newest(), out);
        number(state.touched(), out);
        number(state.expires() - state.touched(), out);
    }

    /// @param shape in which it was written
    static ConversationState read(Vocabulary vocabulary, int shape, DataInputView in) throws IOException {
        int messages = count(in);
        Instant last = instant(shape, in);
        Memory memory = memory(messages, in);
        Recent recent = recent(vocabulary, shape, in);
        PhaseModel.State phase = phase(vocabulary, shape, in);
        Shown shown = shown(vocabulary, shape, in);
        Concern concern = Concern.values()[in.readByte()];
        Concern gravest = shape == 1 ? concern : Concern.values()[in.readByte()];
        Instant newest = instant(shape, in);
        long touched = shape < 5 ? in.readLong() : number(in);
        long expires = shape < 5 ? in.readLong() : touched + number(in);
        OffsetDateTime at = last == null ? null : last.atOffset(ZoneOffset.UTC);
        return new ConversationState(
                vocabulary,
                new Standing(messages, at, new Heard(memory, recent, Tails.EMPTY), phase, shown),
                concern,
                gravest,
                newest,
                touched,
                expires);
    }

    private static void memory(Standing standing, DataOutputView out) throws IOException {
        List<Seen> seen = standing.heard().memory().seen();
        count(seen.size(), out);
        for (Seen one : seen) {
            count(one.set() * 2 + one.speaker().ordinal(), out);
            count(standing.messages() - one.message(), out);
        }
    }

    private static Memory memory(int messages, DataInputView in) throws IOException {
        List<Seen> seen = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            int set = count(in);
            seen.add(new Seen(set / 2, Speaker.values()[set % 2], messages - count(in)));
        }
        return new Memory(seen);
    }

    private static void recent(Recent recent, Vocabulary vocabulary, DataOutputView out) throws IOException {
        concepts(recent.worker(), vocabulary, out);
        count(recent.contact().length, out);
        for (int[] message : recent.contact()) concepts(message, vocabulary, out);
        count(recent.messages(), out);
    }

    private static Recent recent(Vocabulary vocabulary, int shape, DataInputView in) throws IOException {
        int[] worker = concepts(vocabulary, shape, in);
        int[][] contact = new int[count(in)][];
        for (int i = 0; i < contact.length; i++) contact[i] = concepts(vocabulary, shape, in);
        return new Recent(worker, contact, count(in));
    }

    /// A concept that the vocabulary has takes its place there, from 1 on; one that it has not follows a 0 in full.
    private static void concepts(int[] concepts, Vocabulary vocabulary, DataOutputView out) throws IOException {
        count(concepts.length, out);
        for (int concept : concepts) {
            int place = Collections.binarySearch(vocabulary.concepts(), concept);
            count(Math.max(0, place + 1), out);
            if (place < 0) out.writeInt(concept);
        }
    }

    private static int[] concepts(Vocabulary vocabulary, int shape, DataInputView in) throws IOException {
        int[] concepts = new int[count(in)];
        for (int i = 0; i < concepts.length; i++) {
            int place = shape < 5 ? 0 : count(in);
            concepts[i] = place == 0 ? in.readInt() : vocabulary.concepts().get(place - 1);
        }
        return concepts;
    }

    private static void phase(PhaseModel.State state, DataOutputView out) throws IOException {
        PhaseBelief filter = state.filter();
        out.writeDouble(filter.none());
        out.writeDouble(filter.contact());
        out.writeDouble(filter.trust());
        out.writeDouble(filter.exploitation());
        double[] seen = state.seen();
        BitSet known = new BitSet();
        for (int i = 0; i < seen.length; i++) known.set(i, seen[i] != 0);
        bits(known, seen.length, out);
        for (double one : seen) if (one != 0) out.writeDouble(one);
        course(state.course(), out);
    }

    private static void course(CourseSoFar course, DataOutputView out) throws IOException {
        out.writeDouble(course.weight());
        out.writeLong(course.grams());
        count(course.messages(), out);
        for (int i = 0; i < course.sums().length; i++) {
            strongest(course.strongest(), i * CourseSoFar.STRONGEST, course.messages(), out);
            signed(course.sums()[i], out);
        }
    }

    /// The highest reading, which is of at most 96 units, in one byte, and how much lower the two after it are in
    /// another where that is little; as many as there were messages.
    private static void strongest(short[] all, int from, int messages, DataOutputView out) throws IOException {
        if (messages > 0) out.writeByte(all[from]);
        if (messages == 2) out.writeByte(all[from + 1]);
        if (messages <= 2) return;
        int second = all[from] - all[from + 1];
        int third = all[from + 1] - all[from + 2];
        boolean near = second < FAR && third < FAR;
        out.writeByte(near ? second << 4 | third : FAR << 4);
        if (near) return;
        count(second, out);
        count(third, out);
    }

    private static void strongest(short[] all, int from, int messages, DataInputView in) throws IOException {
        if (messages > 0) all[from] = in.readByte();
        if (messages == 2) all[from + 1] = in.readByte();
        if (messages <= 2) return;
        int near = in.readUnsignedByte();
        boolean far = near >> 4 == FAR;
        all[from + 1] = (short) (all[from] - (far ? count(in) : near >> 4));
        all[from + 2] = (short) (all[from + 1] - (far ? count(in) : near & 0xF));
    }

    /// What four bits say of a difference that they cannot hold.
    private static final int FAR = 15;

    private static CourseSoFar course(int contrasts, int shape, DataInputView in) throws IOException {
        double weight = in.readDouble();
        long grams = in.readLong();
        short[] strongest = new short[contrasts * CourseSoFar.STRONGEST];
        int[] sums = new int[contrasts];
        if (shape < 3) return new CourseSoFar(weight, grams, 0, strongest, sums);
        int messages = count(in);
        if (shape == 3) {
            for (int i = 0; i < strongest.length; i++) strongest[i] = in.readShort();
            for (int i = 0; i < sums.length; i++) sums[i] = in.readInt();
        } else {
            for (int i = 0; i < sums.length; i++) {
                strongest(strongest, i * CourseSoFar.STRONGEST, messages, in);
                sums[i] = signed(in);
            }
        }
        return new CourseSoFar(weight, grams, messages, strongest, sums);
    }

    private static PhaseModel.State phase(Vocabulary vocabulary, int shape, DataInputView in) throws IOException {
        int size = vocabulary.evidence().size();
        PhaseBelief filter = new PhaseBelief(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
        BitSet known = bits(size, in);
        double[] seen = new double[size];
        for (int i = 0; i < size; i++) if (known.get(i)) seen[i] = in.readDouble();
        return new PhaseModel.State(filter, seen, course(vocabulary.contrasts().size(), shape, in));
    }

    /// Indicators that the vocabulary has take one bit each; one that it no longer has is spelled out.
    private static void shown(Shown shown, Vocabulary vocabulary, DataOutputView out) throws IOException {
        BitSet known = new BitSet();
        List<String> others = new ArrayList<>();
        for (String id : new TreeSet<>(shown.indicators())) {
            int number = vocabulary.indicators().indexOf(id);
            if (number < 0) others.add(id);
            else known.set(number);
        }
        bits(known, vocabulary.indicators().size(), out);
        count(others.size(), out);
        for (String id : others) out.writeUTF(id);
        out.writeBoolean(shown.words());
        out.writeInt(shown.lastDemand());
        out.writeInt(shown.lastPressure());
        out.writeBoolean(shown.plain());
    }

    private static Shown shown(Vocabulary vocabulary, int shape, DataInputView in) throws IOException {
        Set<String> ids = new TreeSet<>();
        if (shape > 1) {
            bits(vocabulary.indicators().size(), in).stream()
                    .forEach(number -> ids.add(vocabulary.indicators().get(number)));
        }
        for (int left = count(in); left > 0; left--) ids.add(in.readUTF());
        Shown shown = new Shown(Set.copyOf(ids), in.readBoolean(), in.readInt(), in.readInt(), in.readBoolean());
        if (shape == 4) in.readBoolean();
        return shown;
    }

    private static void bits(BitSet bits, int size, DataOutputView out) throws IOException {
        out.write(Arrays.copyOf(bits.toByteArray(), (size + 7) / 8));
    }

    private static BitSet bits(int size, DataInputView in) throws IOException {
        byte[] bytes = new byte[(size + 7) / 8];
        in.readFully(bytes);
        return BitSet.valueOf(bytes);
    }

    /// Most times are whole seconds: nanoseconds count from 1, and 0 stands for no time.
    private static void instant(@Nullable Instant instant, DataOutputView out) throws IOException {
        count(instant == null ? 0 : instant.getNano() + 1, out);
        if (instant != null) number(instant.getEpochSecond(), out);
    }

    private static @Nullable Instant instant(int shape, DataInputView in) throws IOException {
        if (shape < 5) return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
        int nanos = count(in);
        return nanos == 0 ? null : Instant.ofEpochSecond(number(in), nanos - 1);
    }

    /// Any whole number; near 0 is short, on either side.
    private static void number(long number, DataOutputView out) throws IOException {
        long left = (number << 1) ^ (number >> 63);
        while ((left & ~0x7FL) != 0) {
            out.writeByte((int) (left & 0x7F) | 0x80);
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    private static long number(DataInputView in) throws IOException {
        long folded = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = in.readByte();
            folded |= (next & 0x7FL) << shift;
            if (next >= 0) return (folded >>> 1) ^ -(folded & 1);
        }
        throw new IOException("a number in the state is longer than any that is written");
    }

    /// Seven bits a byte, the low ones first; the high bit says that more follow.
    private static void count(int count, DataOutputView out) throws IOException {
        int left = count;
        while ((left & ~0x7F) != 0) {
            out.writeByte((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        out.writeByte(left);
    }

    /// Near 0 is short, on either side.
    private static void signed(int number, DataOutputView out) throws IOException {
        count((number << 1) ^ (number >> 31), out);
    }

    private static int signed(DataInputView in) throws IOException {
        int folded = count(in);
        return (folded >>> 1) ^ -(folded & 1);
    }

    private static int count(DataInputView in) throws IOException {
        int count = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.readByte();
            count |= (next & 0x7F) << shift;
            if (next >= 0) return count;
        }
        throw new IOException("a count in the state is longer than any that is written");
    }
}
