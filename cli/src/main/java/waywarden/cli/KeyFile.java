package waywarden.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waywarden.cli.Command.UsageFault;
import waywarden.register.RegisterKey;
import waywarden.result.Texts;

/// Files with the keys of a register: a first line that says which, then `name: base64`, a line each. Only their owner
/// may read them; one that others may read is refused, because it is no secret any more.
final class KeyFile {

    private static final String READS = "waywarden register key v1";
    private static final String SIGNS = "waywarden signing key v1";

    /// Longest key file that is read, in bytes.
    private static final int LONGEST = 4096;

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private KeyFile() {}

    static void write(Path file, RegisterKey key) throws IOException {
        write(file, READS, Map.of("secret", key.secret(), "issuer", key.issuer().getEncoded()));
    }

    static void write(Path file, KeyPair signer) throws IOException {
        write(file, SIGNS, Map.of("private", signer.getPrivate().getEncoded()));
    }

    /// Through a private file beside it, so that neither half a key nor a readable one is ever there.
    private static void write(Path file, String kind, Map<String, byte[]> values) throws IOException {
        StringBuilder text = new StringBuilder(kind).append('\n');
        values.forEach((name, value) -> text.append(name)
                .append(": ")
                .append(Base64.getEncoder().encodeToString(value))
                .append('\n'));
        Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".key", ".part");
        try {
            Files.writeString(beside, text, StandardCharsets.US_ASCII);
            Files.move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /// @throws UsageFault if the file is missing, no such key, or readable by others
    static RegisterKey reading(Path file, Texts texts) {
        Map<String, byte[]> values = values(file, READS, texts);
        try {
            return new RegisterKey(
                    values.getOrDefault("secret", new byte[0]),
                    RegisterKey.issuerOf(values.getOrDefault("issuer", new byte[0])));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UsageFault(texts.say("key.damaged", file));
        }
    }

    /// @throws UsageFault if the file is missing, no such key, or readable by others
    static PrivateKey signing(Path file, Texts texts) {
        Map<String, byte[]> values = values(file, SIGNS, texts);
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(values.getOrDefault("private", new byte[0])));
        } catch (GeneralSecurityException e) {
            throw new UsageFault(texts.say("key.damaged", file));
        }
    }

    private static Map<String, byte[]> values(Path file, String kind, Texts texts) {
        if (!Files.isRegularFile(file)) throw new UsageFault(texts.say("key.missing", file));
        if (isOpenToOthers(file)) throw new UsageFault(texts.say("key.open", file));
        try {
            if (Files.size(file) > LONGEST) throw new UsageFault(texts.say("key.other", file, kind));
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
            if (lines.isEmpty() || !lines.getFirst().equals(kind)) {
                throw new UsageFault(texts.say("key.other", file, kind));
            }
            Map<String, byte[]> values = new HashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                int colon = line.indexOf(": ");
                if (colon > 0)
                    values.put(line.substring(0, colon), Base64.getDecoder().decode(line.substring(colon + 2)));
            }
            return values;
        } catch (IOException e) {
            throw new UsageFault(texts.say("key.missing", file));
        } catch (IllegalArgumentException e) {
            throw new UsageFault(texts.say("key.damaged", file));
        }
    }

    /// Where the file system can say so.
    private static boolean isOpenToOthers(Path file) {
        try {
            if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) return false;
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException e) {
            return false;
        }
    }
}
