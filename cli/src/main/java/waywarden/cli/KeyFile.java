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
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import waywarden.cli.Command.UsageFault;
import waywarden.register.KeyText;
import waywarden.register.RegisterKey;
import waywarden.result.Texts;

/// Files with the keys of a register: a first line that says which, then `name: base64`, a line each. Only their owner
/// may read them; one that others may read is refused, because it is no secret any more.
final class KeyFile {

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
        write(file, key.text());
    }

    static void write(Path file, KeyPair signer) throws IOException {
        write(file, KeyText.of(SIGNS, Map.of("private", signer.getPrivate().getEncoded())));
    }

    /// Through a private file beside it, so that neither half a key nor a readable one is ever there.
    private static void write(Path file, String text) throws IOException {
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
        return RegisterKey.of(text(file, RegisterKey.KIND, texts))
                .orElseThrow(() -> new UsageFault(texts.say("key.damaged", file)));
    }

    /// @throws UsageFault if the file is missing, no such key, or readable by others
    static PrivateKey signing(Path file, Texts texts) {
        Map<String, byte[]> values = KeyText.values(text(file, SIGNS, texts)).orElse(Map.of());
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(values.getOrDefault("private", new byte[0])));
        } catch (GeneralSecurityException e) {
            throw new UsageFault(texts.say("key.damaged", file));
        }
    }

    private static String text(Path file, String kind, Texts texts) {
        if (!Files.isRegularFile(file)) throw new UsageFault(texts.say("key.missing", file));
        if (isOpenToOthers(file)) throw new UsageFault(texts.say("key.open", file));
        try {
            if (Files.size(file) > LONGEST) throw new UsageFault(texts.say("key.other", file, kind));
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (!KeyText.isOf(kind, text)) throw new UsageFault(texts.say("key.other", file, kind));
            return text;
        } catch (IOException e) {
            throw new UsageFault(texts.say("key.missing", file));
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
