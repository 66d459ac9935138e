package waywarden.page;

import com.ibm.icu.util.VersionInfo;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.phase.PhaseModel.Sighting;
import waywarden.screening.Finding;
import waywarden.screening.Screener;
import waywarden.screening.Screener.Heard;
import waywarden.screening.Screener.Look;

/// What was read of a conversation, packed, so that the next start need not read it again. It holds no
/// words, and is good for the very same messages and the very same screening only: its code, catalogue
/// and model, by their digest, and what they run on.
final class Looks {

    private static final int DIGEST_BYTES = 32;
    private static final ReadBy[] READ_BY = ReadBy.values();

    private final byte[] screening;

    /// @param screening digest of what reads
    Looks(byte[] screening) {
        this.screening = screening.clone();
    }

    /// For the screening that this program carries; nothing where that cannot be told from another. The first call
    /// takes a moment.
    static Optional<Looks> ofThisScreening() {
        return Carried.LOOKS;
    }

    private static final class Carried {
        static final Optional<Looks> LOOKS = digestOfScreening().map(Looks::new);
    }

    void write(Course course, OutputStream out) throws IOException {
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream data =
                new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(out, fast), 1 << 16))) {
            data.write(digest(course.talk()));
            for (Look look : course.looks()) write(look, data);
        } finally {
            fast.end();
        }
    }

    /// The looks at these messages, in their order; nothing where the file is of other messages or another screening,
    /// or is damaged.
    Optional<List<Look>> read(Conversation talk, InputStream in) {
        try (DataInputStream data =
                new DataInputStream(new BufferedInputStream(new InflaterInputStream(in), 1 << 16))) {
            if (!Arrays.equals(data.readNBytes(DIGEST_BYTES), digest(talk))) return Optional.empty();
            List<Look> looks = new ArrayList<>(talk.messages().size());
            for (Message message : talk.messages()) looks.add(look(message, data));
            // The check of all that came before stands at the end.
            return data.read() < 0 ? Optional.of(looks) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    // --- one look ---

    private static void write(Look look, DataOutputStream data) throws IOException {
        Sighting seen = look.seen();
        writeSparse(seen.acts(), data);
        data.writeDouble(seen.weight());
        data.writeInt(seen.grams());
        data.writeShort(seen.odds().length);
        for (short odds : seen.odds()) data.writeShort(odds);
        data.writeShort(look.findings().size());
        for (Finding finding : look.findings()) {
            data.writeUTF(finding.indicator());
            data.writeInt(finding.start());
            data.writeInt(finding.end());
            data.writeDouble(finding.strength());
            data.writeByte(finding.readBy().ordinal());
        }
        writeSparse(look.odds(), data);
        data.writeShort(look.like());
        data.writeDouble(look.likeOdds());
    }

    private static Look look(Message message, DataInputStream data) throws IOException {
        double[] acts = readSparse(data);
        double weight = data.readDouble();
        int grams = data.readInt();
        short[] contrasts = new short[data.readUnsignedShort()];
        for (int i = 0; i < contrasts.length; i++) contrasts[i] = data.readShort();
        List<Finding> findings = new ArrayList<>();
        for (int left = data.readUnsignedShort(); left > 0; left--) {
            findings.add(new Finding(
                    data.readUTF(), data.readInt(), data.readInt(), data.readDouble(), READ_BY[data.readByte()]));
        }
        return new Look(
                message,
                new Sighting(acts, weight, grams, contrasts),
                findings,
                readSparse(data),
                data.readShort(),
                data.readDouble(),
                Heard.NOTHING);
    }

    /// Most acts are not there in most messages.
    private static void writeSparse(double[] values, DataOutputStream data) throws IOException {
        data.writeShort(values.length);
        data.writeShort((int) Arrays.stream(values).filter(value -> value != 0).count());
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 0) continue;
            data.writeShort(i);
            data.writeDouble(values[i]);
        }
    }

    private static double[] readSparse(DataInputStream data) throws IOException {
        double[] values = new double[data.readUnsignedShort()];
        for (int left = data.readUnsignedShort(); left > 0; left--) {
            int place = data.readUnsignedShort();
            values[place] = data.readDouble();
        }
        return values;
    }

    // --- what it is good for ---

    private byte[] digest(Conversation talk) {
        MessageDigest digest = sha256();
        digest.update(screening);
        for (Message message : talk.messages()) {
            String line =
                    message.at() + "\n" + message.from() + "\n" + message.text().length() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update(message.text().getBytes(StandardCharsets.UTF_8));
        }
        return digest.digest();
    }

    /// Of everything that the screening library is made of, as it lies on the disk, and of what decides beside it how
    /// letters are read.
    private static Optional<byte[]> digestOfScreening() {
        CodeSource source = Screener.class.getProtectionDomain().getCodeSource();
        if (source == null) return Optional.empty();
        MessageDigest digest = sha256();
        String runsOn = Runtime.version() + "\n" + VersionInfo.ICU_VERSION;
        digest.update(runsOn.getBytes(StandardCharsets.UTF_8));
        try (Stream<Path> files = Files.walk(Path.of(source.getLocation().toURI()))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(Files.readAllBytes(file));
            }
            return Optional.of(digest.digest());
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
