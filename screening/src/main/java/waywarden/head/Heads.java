package waywarden.head;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import waywarden.conversation.Speaker;
import waywarden.indicator.NormalText;

/// Small linear models that read what a message does: for each act the log-odds that the message does
/// it, from the message's grams. All heads share one table of grams; weights are kept in eight bits.
public final class Heads {

    /// One head.
    ///
    /// @param name      the indicator id it reads, or `phase-1` … for what a message does on the whole
    /// @param from      whose messages it reads
    /// @param threshold log-odds from which on it is worth showing as a finding; positive infinity for
    ///                  never
    public record Head(String name, Speaker from, double threshold) {}

    private final List<Head> heads;
    private final float[] bias;
    private final float[] scale;
    /// Open-addressed: a gram's hash below, above it one more than the number of its row of weights; 0 where free.
    private final long[] table;

    /// A bit for each gram known, and so for a few unknown ones: of the others most are told by it, which is small
    /// enough
    /// to stay near the processor.
    private final long[] known;

    private final byte[] weights;
    /// The heads that read the worker's messages.
    private final int[] ofWorker;

    /// To add all of a row at once costs about as much as this part of it one by one.
    private static final int FEW = 8;

    /// @param keys    hashes of the grams known, distinct
    /// @param weights for each gram one weight a head, in the order of keys, then heads
    public Heads(List<Head> heads, float[] bias, int[] keys, float[][] weights) {
        this(heads, bias.clone(), scales(heads.size(), weights), keys.clone(), quantised(heads.size(), weights));
    }

    private Heads(List<Head> heads, float[] bias, float[] scale, int[] keys, byte[] weights) {
        this.heads = List.copyOf(heads);
        this.bias = bias;
        this.scale = scale;
        this.weights = weights;
        this.ofWorker = IntStream.range(0, heads.size())
                .filter(i -> heads.get(i).from() == Speaker.WORKER)
                .toArray();
        this.table = new long[Integer.highestOneBit(Math.max(keys.length, 8)) * 4];
        this.known = new long[table.length >> 4];
        for (int i = 0; i < keys.length; i++) {
            table[slot(keys[i])] = ((i + 1L) << 32) | (keys[i] & 0xFFFFFFFFL);
            int bit = bit(keys[i]);
            known[bit >>> 6] |= 1L << bit;
        }
    }

    public List<Head> heads() {
        return heads;
    }

    /// The same heads with other thresholds, in their order.
    public Heads withThresholds(double[] thresholds) {
        List<Head> changed = new ArrayList<>();
        for (int i = 0; i < thresholds.length; i++) {
            changed.add(new Head(heads.get(i).name(), heads.get(i).from(), thresholds[i]));
        }
        return new Heads(changed, bias, scale, keys(), weights);
    }

    /// What the heads say of a message.
    ///
    /// @param logOdds  in the order of [#heads]; negative infinity for heads of the other speaker
    /// @param grams    how many distinct grams the message has
    /// @param recalled how many more were recalled from the messages before
    /// @param concepts the message's own, distinct, in order
    public record Reading(double[] logOdds, int grams, int recalled, int[] concepts) {

        /// What was said shortly before the next message.
        public Recent after(Recent recent, Speaker from) {
            return recent.and(from, concepts);
        }
    }

    /// A head's log-odds before anything is read.
    public double bias(int head) {
        return bias[head];
    }

    /// The sum of a head's weights over the grams read, without bias.
    public double sum(int head, Reading reading) {
        return (reading.logOdds[head] - bias[head]) * Math.sqrt(Math.max(1, reading.grams + reading.recalled));
    }

    /// Log-odds of each head for a message, in the order of [#heads]; heads of the other speaker give
    /// negative infinity. A gram counts once a message; weights are divided by the root of the number of
    /// grams, so that length does not count.
    public Reading read(Speaker from, NormalText text, Recent recent) {
        // Whole numbers, so that the order of adding makes no difference and several are added at once.
        int[] whole = new int[heads.size()];
        MessageGrams grams = MessageGrams.of(from, text, recent);
        if (ofWorker.length * FEW < whole.length && from == Speaker.WORKER) {
            for (int hash : grams.own()) addOfWorker(hash, whole);
            for (int hash : grams.recalled()) addOfWorker(hash, whole);
        } else {
            for (int hash : grams.own()) add(hash, whole);
            for (int hash : grams.recalled()) add(hash, whole);
        }
        double[] sums = new double[whole.length];
        double norm = 1 / Math.sqrt(Math.max(1, grams.own().length + grams.recalled().length));
        for (int i = 0; i < sums.length; i++) {
            sums[i] = heads.get(i).from() == from
                    ? bias[i] + scale[i] * (double) whole[i] * norm
                    : Double.NEGATIVE_INFINITY;
        }
        return new Reading(sums, grams.own().length, grams.recalled().length, grams.concepts());
    }

    private void add(int hash, int[] sums) {
        int row = row(hash);
        if (row < 0) return;
        int base = row * sums.length;
        for (int i = 0; i < sums.length; i++) sums[i] += weights[base + i];
    }

    private void addOfWorker(int hash, int[] sums) {
        int row = row(hash);
        if (row < 0) return;
        int base = row * sums.length;
        for (int i : ofWorker) sums[i] += weights[base + i];
    }

    /// The run of words that moved a head most: the run with the greatest sum of weights (Kadane's
    /// scan), each character paying a small toll so that runs stay short.
    ///
    /// @return start and end in the message's own text; start < end unless the text is empty
    public int[] evidence(int head, NormalText text) {
        double[] gain = new double[text.folded().length()];
        if (gain.length == 0) return new int[] {0, 0};
        Grams.of(text, (hash, start, end) -> {
            int row = row(hash);
            if (row < 0) return;
            double share = weights[row * heads.size() + head] / (double) (end - start);
            for (int i = start; i < end; i++) gain[i] += share;
        });
        int[] run = greatestRun(gain);
        return wholeWords(text, run[0], run[1]);
    }

    private static int[] greatestRun(double[] gain) {
        double toll = Arrays.stream(gain).map(Math::abs).average().orElse(0) * 0.5;
        int[] best = {0, gain.length};
        double most = 0;
        double sum = 0;
        int from = 0;
        for (int i = 0; i < gain.length; i++) {
            if (sum <= 0) {
                sum = 0;
                from = i;
            }
            sum += gain[i] - toll;
            if (sum > most) {
                most = sum;
                best = new int[] {from, i + 1};
            }
        }
        return best;
    }

    private static int[] wholeWords(NormalText text, int start, int end) {
        String folded = text.folded();
        int from = start;
        int to = end;
        while (from > 0 && isInside(folded, from)) from--;
        while (to < folded.length() && isInside(folded, to)) to++;
        while (from < to - 1 && !Character.isLetterOrDigit(folded.charAt(from))) from++;
        while (to > from + 1 && !Character.isLetterOrDigit(folded.charAt(to - 1))) to--;
        return new int[] {text.start(from), text.end(to)};
    }

    /// Whether a place lies between two letters of one word of a script with spaces.
    private static boolean isInside(String text, int at) {
        return (isLetter(text.charAt(at - 1)) && isLetter(text.charAt(at)))
                || Character.isLowSurrogate(text.charAt(at));
    }

    private static boolean isLetter(char c) {
        return Character.isLetterOrDigit(c) && !(c >= 0x3040 && c <= 0x9FFF);
    }

    /// Below 0 where the gram is not known.
    private int row(int hash) {
        int bit = bit(hash);
        if ((known[bit >>> 6] >>> bit & 1) == 0) return -1;
        return (int) (table[slot(hash)] >>> 32) - 1;
    }

    private int bit(int hash) {
        return ((hash * 0x9E3779B1) >>> 7) & ((known.length << 6) - 1);
    }

    private int slot(int hash) {
        int mask = table.length - 1;
        int slot = ((hash * 0x9E3779B1) >>> 7) & mask;
        while (table[slot] != 0 && (int) table[slot] != hash) slot = (slot + 1) & mask;
        return slot;
    }

    private static float[] scales(int count, float[][] weights) {
        float[] scale = new float[count];
        for (float[] row : weights) {
            for (int i = 0; i < count; i++) scale[i] = Math.max(scale[i], Math.abs(row[i]));
        }
        for (int i = 0; i < count; i++) scale[i] = scale[i] == 0 ? 1 : scale[i] / 127;
        return scale;
    }

    private static byte[] quantised(int count, float[][] weights) {
        float[] scale = scales(count, weights);
        byte[] bytes = new byte[weights.length * count];
        for (int g = 0; g < weights.length; g++) {
            for (int i = 0; i < count; i++) bytes[g * count + i] = (byte) Math.round(weights[g][i] / scale[i]);
        }
        return bytes;
    }

    private int[] keys() {
        int[] keys = new int[weights.length / Math.max(1, heads.size())];
        for (long entry : table) if (entry != 0) keys[(int) (entry >>> 32) - 1] = (int) entry;
        return keys;
    }

    private static final int MAGIC = 0x57574831;

    /// Writes the heads; the same heads give the same bytes.
    public void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(MAGIC);
        data.writeInt(heads.size());
        for (int i = 0; i < heads.size(); i++) {
            Head head = heads.get(i);
            data.writeUTF(head.name());
            data.writeUTF(head.from().name());
            data.writeDouble(head.threshold());
            data.writeFloat(bias[i]);
            data.writeFloat(scale[i]);
        }
        int[] keys = keys();
        data.writeInt(keys.length);
        for (int key : keys) data.writeInt(key);
        data.write(weights);
        data.flush();
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IOException if the stream ends early or is no such file
    public static Heads read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (data.readInt() != MAGIC) throw new IOException("not a file of heads");
        int count = data.readInt();
        List<Head> heads = new ArrayList<>();
        float[] bias = new float[count];
        float[] scale = new float[count];
        for (int i = 0; i < count; i++) {
            heads.add(new Head(data.readUTF(), Speaker.valueOf(data.readUTF()), data.readDouble()));
            bias[i] = data.readFloat();
            scale[i] = data.readFloat();
        }
        byte[] keyBytes = new byte[data.readInt() * 4];
        data.readFully(keyBytes);
        int[] keys = new int[keyBytes.length / 4];
        java.nio.ByteBuffer.wrap(keyBytes).asIntBuffer().get(keys);
        byte[] weights = new byte[keys.length * count];
        data.readFully(weights);
        return new Heads(heads, bias, scale, keys, weights);
    }
}
