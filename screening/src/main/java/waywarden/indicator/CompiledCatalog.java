package waywarden.indicator;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waywarden.conversation.Speaker;
import waywarden.indicator.Condition.After;
import waywarden.indicator.Condition.AnyPhrase;
import waywarden.indicator.Condition.Near;
import waywarden.indicator.Condition.PhraseSet;
import waywarden.indicator.Condition.Unless;
import waywarden.indicator.Indicator.Example;
import waywarden.indicator.Indicator.Kind;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.indicator.Indicator.Turn;

/// The indicator files in one file that is read in no time; the build makes it of the folder, and nobody edits it.
final class CompiledCatalog {

    private static final String RESOURCE = "/waywarden/indicator/catalog.bin";

    private CompiledCatalog() {}

    static IndicatorCatalog bundled() {
        try (InputStream in = CompiledCatalog.class.getResourceAsStream(RESOURCE)) {
            if (in == null) throw new FaultyIndicatorFile(RESOURCE, "it is missing from the library; build it again");
            return new Reading(new DataInputStream(in)).catalog();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The build's step: `CompiledCatalog FOLDER FILE`.
    public static void main(String[] args) throws IOException {
        IndicatorCatalog catalog = IndicatorFiles.in(Path.of(args[0]));
        Path file = Path.of(args[1]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            new Writing(out).catalog(catalog);
        }
    }

    /// Writes a part, or reads one.
    private interface Part<T> {
        void write(T value) throws IOException;
    }

    private interface Source<T> {
        T read() throws IOException;
    }

    private record Writing(DataOutputStream out) {

        void catalog(IndicatorCatalog catalog) throws IOException {
            phrases(catalog.sets());
            catalog.anchors().write(out);
            ByteArrayOutputStream indicators = new ByteArrayOutputStream();
            Writing rest = new Writing(new DataOutputStream(indicators));
            rest.list(catalog.all(), rest::indicator);
            out.writeInt(indicators.size());
            indicators.writeTo(out);
        }

        /// How many phrases each set has, where each phrase ends, and the phrases one behind the other.
        private void phrases(List<PhraseSet> sets) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Writing packed = new Writing(new DataOutputStream(bytes));
            out.writeInt(sets.size());
            List<Integer> ends = new ArrayList<>();
            for (PhraseSet set : sets) {
                out.writeInt(set.phrases().size());
                for (Phrase phrase : set.phrases()) {
                    packed.phrase(phrase);
                    ends.add(bytes.size());
                }
            }
            for (int end : ends) out.writeInt(end);
            bytes.writeTo(out);
        }

        private void phrase(Phrase phrase) throws IOException {
            out.writeUTF(phrase.source());
            out.writeUTF(phrase.regex());
            list(phrase.anchors(), part -> list(part, out::writeUTF));
            out.writeUTF(phrase.beginnings());
        }

        private void indicator(Indicator indicator) throws IOException {
            out.writeUTF(indicator.id());
            out.writeUTF(indicator.kind().name());
            texts(indicator.says());
            out.writeUTF(indicator.strength().name());
            list(indicator.levers(), out::writeUTF);
            list(indicator.readBy(), reader -> out.writeUTF(reader.name()));
            out.writeUTF(indicator.from().name());
            map(indicator.when(), this::condition);
            map(indicator.hits(), this::example);
            map(indicator.misses(), this::example);
            texts(indicator.lookAlike());
            texts(indicator.check());
            texts(indicator.advice());
            list(indicator.sources(), out::writeUTF);
        }

        private void condition(Condition condition) throws IOException {
            switch (condition) {
                case AnyPhrase any -> {
                    out.writeByte(0);
                    out.writeInt(any.phrases().id());
                }
                case Near near -> {
                    out.writeByte(1);
                    out.writeInt(near.phrases().id());
                    out.writeInt(near.others().id());
                    out.writeInt(near.withinWords());
                }
                case Unless unless -> {
                    out.writeByte(2);
                    condition(unless.condition());
                    out.writeInt(unless.phrases().id());
                }
                case After after -> {
                    out.writeByte(3);
                    condition(after.condition());
                    out.writeInt(after.phrases().id());
                    out.writeUTF(after.speaker().name());
                    out.writeInt(after.withinMessages());
                }
            }
        }

        private void example(Example example) throws IOException {
            list(example.turns(), turn -> {
                out.writeUTF(turn.from().name());
                out.writeUTF(turn.text());
            });
        }

        private void texts(Map<String, String> texts) throws IOException {
            out.writeInt(texts.size());
            for (Map.Entry<String, String> text : texts.entrySet()) {
                out.writeUTF(text.getKey());
                out.writeUTF(text.getValue());
            }
        }

        private <T> void map(Map<String, List<T>> map, Part<T> part) throws IOException {
            out.writeInt(map.size());
            for (Map.Entry<String, List<T>> entry : map.entrySet()) {
                out.writeUTF(entry.getKey());
                list(entry.getValue(), part);
            }
        }

        private <T> void list(List<T> list, Part<T> part) throws IOException {
            out.writeInt(list.size());
            for (T value : list) part.write(value);
        }
    }

    private static final class Reading {
        private final DataInputStream in;
        private List<PhraseSet> sets = List.of();

        Reading(DataInputStream in) {
            this.in = in;
        }

        IndicatorCatalog catalog() throws IOException {
            sets = phrases();
            Anchors anchors = Anchors.read(in);
            Reading rest = new Reading(new DataInputStream(new ByteArrayInputStream(bytes(in.readInt()))));
            rest.sets = sets;
            return new IndicatorCatalog(rest.list(rest::indicator), sets, anchors);
        }

        private List<PhraseSet> phrases() throws IOException {
            int[] counts = ints(in.readInt());
            int[] ends = ints(Arrays.stream(counts).sum());
            byte[] all = bytes(ends.length == 0 ? 0 : ends[ends.length - 1]);
            List<PhraseSet> read = new ArrayList<>();
            int next = 0;
            for (int id = 0; id < counts.length; id++) {
                Phrase[] phrases = new Phrase[counts[id]];
                for (int i = 0; i < phrases.length; i++, next++) {
                    int from = next == 0 ? 0 : ends[next - 1];
                    int length = ends[next] - from;
                    phrases[i] = new Phrase(() -> phrase(all, from, length));
                }
                read.add(new PhraseSet(id, List.of(phrases)));
            }
            return read;
        }

        private static Phrase.Parts phrase(byte[] all, int from, int length) {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(all, from, length));
            try {
                Reading reading = new Reading(in);
                return new Phrase.Parts(
                        in.readUTF(), in.readUTF(), reading.list(() -> reading.list(in::readUTF)), in.readUTF());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] bytes(int count) throws IOException {
            byte[] bytes = new byte[count];
            in.readFully(bytes);
            return bytes;
        }

        private int[] ints(int count) throws IOException {
            int[] ints = new int[count];
            ByteBuffer.wrap(bytes(count * Integer.BYTES)).asIntBuffer().get(ints);
            return ints;
        }

        private Indicator indicator() throws IOException {
            return new Indicator(
                    in.readUTF(),
                    Kind.valueOf(in.readUTF()),
                    texts(),
                    Strength.valueOf(in.readUTF()),
                    list(in::readUTF),
                    list(() -> ReadBy.valueOf(in.readUTF())),
                    speaker(),
                    map(this::condition),
                    map(this::example),
                    map(this::example),
                    texts(),
                    texts(),
                    texts(),
                    list(in::readUTF));
        }

        private Condition condition() throws IOException {
            int kind = in.readByte();
            return switch (kind) {
                case 0 -> new AnyPhrase(set());
                case 1 -> new Near(set(), set(), in.readInt());
                case 2 -> new Unless(condition(), set());
                case 3 -> new After(condition(), set(), speaker(), in.readInt());
                default -> throw new IOException("no kind of condition has the number " + kind);
            };
        }

        private PhraseSet set() throws IOException {
            return sets.get(in.readInt());
        }

        private Speaker speaker() throws IOException {
            return Speaker.valueOf(in.readUTF());
        }

        private Example example() throws IOException {
            return new Example(list(() -> new Turn(speaker(), in.readUTF())));
        }

        private Map<String, String> texts() throws IOException {
            Map<String, String> texts = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) texts.put(in.readUTF(), in.readUTF());
            return texts;
        }

        private <T> Map<String, List<T>> map(Source<T> source) throws IOException {
            Map<String, List<T>> map = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) map.put(in.readUTF(), list(source));
            return map;
        }

        private <T> List<T> list(Source<T> source) throws IOException {
            List<T> list = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) list.add(source.read());
            return List.copyOf(list);
        }
    }
}
