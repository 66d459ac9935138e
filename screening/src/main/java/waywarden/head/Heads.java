package waywarden.head;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
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
    private final GramWeights weights;
    /// The heads that read the worker's messages.
    private final int[] ofWorker;

    /// To add all of a row at once costs about as much as this part of it one by one.
    private static final int FEW = 8;

    /// @param keys    hashes of the grams known, distinct
    /// @param weights for each gram one weight a head, in the order of keys, then heads
    public Heads(List<Head> heads, float[] bias, int[] keys, float[][] weights) {
        this(
                heads,
                bias.clone(),
                scales(heads.size(), weights),
                new GramWeights(heads.size(), keys, quantised(heads.size(), weights)));
    }

    private Heads(List<Head> heads, float[] bias, float[] scale, GramWeights weights) {
        this.heads = List.copyOf(heads);
        this.bias = bias;
        this.scale = scale;
        this.weights = weights;
        this.ofWorker = IntStream.range(0, heads.size())
                .filter(i -> heads.get(i).from() == Speaker.WORKER)
                .toArray();
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
        return new Heads(changed, bias, scale, weights);
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
        return read(words(from, text), recent);
    }

    /// What a message says by itself, whatever was said before: the greater part of what reading it takes. Never
    /// changes.
    public static final class Words {
        private final Speaker from;
        private final NormalText text;
        private final OwnGrams grams;
        private final int[] concepts;
        /// By gram: its row of weights; below 0 where it is not known.
        private final int[] rows;
        private final int[] sums;

        private Words(Speaker from, NormalText text, OwnGrams grams, int[] rows, int[] sums) {
            this.from = from;
            this.text = text;
            this.grams = grams;
            this.concepts = grams.concepts();
            this.rows = rows;
            this.sums = sums;
        }
    }

    /// The part of [#read(Speaker, NormalText, Recent)] that takes time and needs to know of no other message.
    public Words words(Speaker from, NormalText text) {
        OwnGrams grams = OwnGrams.of(text);
        Distinct distinct = grams.grams();
        int[] rows = new int[distinct.size()];
        for (int i = 0; i < rows.length; i++) rows[i] = weights.row(distinct.get(i));
        int[] sums = weights.zeros();
        add(from, rows, sums);
        return new Words(from, text, grams, rows, sums);
    }

    /// The rest of it.
    public Reading read(Words words, Recent recent) {
        int[] staged = MessageGrams.staged(words.from, words.grams.grams(), words.concepts, recent);
        int[] recalled = MessageGrams.recalled(words.from, recent);
        int[] whole = words.sums.clone();
        int[] rows = new int[staged.length + recalled.length];
        for (int i = 0; i < staged.length; i++) rows[i] = weights.row(staged[i]);
        for (int i = 0; i < recalled.length; i++) rows[staged.length + i] = weights.row(recalled[i]);
        add(words.from, rows, whole);
        int own = words.rows.length + staged.length;
        double[] sums = new double[heads.size()];
        double norm = 1 / Math.sqrt(Math.max(1, own + recalled.length));
        for (int i = 0; i < sums.length; i++) {
            sums[i] = heads.get(i).from() == words.from
                    ? bias[i] + scale[i] * (double) whole[i] * norm
                    : Double.NEGATIVE_INFINITY;
        }
        return new Reading(sums, own, recalled.length, words.concepts);
    }

    private void add(Speaker from, int[] rows, int[] sums) {
        int[] found = new int[rows.length];
        int count = 0;
        for (int row : rows) if (row >= 0) found[count++] = row;
        if (from == Speaker.WORKER && ofWorker.length * FEW < heads.size()) {
            for (int i = 0; i < count; i++) for (int head : ofWorker) sums[head] += weights.weight(found[i], head);
        } else {
            weights.add(found, count, sums);
        }
    }

    /// The run of words that moved a head most: the run with the greatest sum of weights (Kadane's
    /// scan), each character paying a small toll so that runs stay short.
    ///
    /// @return start and end in the message's own text; start < end unless the text is empty
    public int[] evidence(int head, NormalText text) {
        return evidence(head, words(Speaker.CONTACT, text));
    }

    /// The same for a message of which the words have been read.
    public int[] evidence(int head, Words words) {
        double[] gain = new double[words.text.folded().length()];
        if (gain.length == 0) return new int[] {0, 0};
        OwnGrams grams = words.grams;
        for (int occurrence = 0; occurrence < grams.occurrences(); occurrence++) {
            int row = words.rows[grams.gram(occurrence)];
            if (row < 0) continue;
            int start = grams.start(occurrence);
            int end = grams.end(occurrence);
            double share = weights.weight(row, head) / (double) (end - start);
            for (int i = start; i < end; i++) gain[i] += share;
        }
        int[] run = greatestRun(gain);
        return wholeWords(words.text, run[0], run[1]);
    }

    private static int[] greatestRun(double[] gain) {
        double toll = meanSize(gain) * 0.5;
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

    /// The mean without regard to sign, what each addition loses taken along (Kahan, "Further remarks on reducing
    /// truncation errors", CACM 8(1), 1965).
    private static double meanSize(double[] values) {
        double sum = 0;
        double lost = 0;
        for (double value : values) {
            double more = Math.abs(value) - lost;
            double next = sum + more;
            lost = next - sum - more;
            sum = next;
        }
        return (sum - lost) / values.length;
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
        int[] keys = weights.keys();
        data.writeInt(keys.length);
        for (int key : keys) data.writeInt(key);
        data.write(weights.weights());
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
        return new Heads(heads, bias, scale, new GramWeights(count, keys, weights));
    }
}
