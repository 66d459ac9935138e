package waywarden.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// A desk with keys, for tests.
final class Desk {

    static final LocalDate DAY = LocalDate.of(2026, 5, 3);
    static final Entry PROCESS = new Entry("coating process", "Line 2", "restricted", null, List.of("supplier"));
    static final Entry PROJECT = new Entry("the project", "Dr Lind", "secret", LocalDate.of(2026, 12, 31), List.of());

    static final String DOCUMENT =
            "The separator film is dried at 85 degrees Celsius for three hundred and fifty minutes under nitrogen, "
                    + "and the slurry holds 12,500 ppm of the binder described in the second annex. The line speed is "
                    + "kept below eleven metres a minute, because above it the layer tears at the edge and the yield "
                    + "of the slitting station falls under 92 percent of what the customer was promised.";

    static final String CHINESE = "焊后立即进行消氢处理，保温温度三百二十摄氏度，时间四小时，中间不得中断。随后整体入炉回火，"
            + "升温速度每小时五十五度，在六百二十摄氏度保温九小时。炉内布置二十四支热电偶，任意两支之间的温差不允许大于十二度。";

    final KeyPair signer = signer();
    final RegisterKey key;
    final RegisterBuilder builder;

    Desk() {
        this(1);
    }

    /// Which grams are kept depends on the key: the same number gives the same key, and so the same finds.
    Desk(int seed) {
        key = RegisterKey.generate(signer.getPublic(), seeded(seed));
        builder = new RegisterBuilder(key, new SecureRandom());
    }

    private static SecureRandom seeded(int seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair signer() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Path write(Path file) {
        try {
            builder.write(file, signer.getPrivate(), Instant.parse("2026-05-01T08:00:00Z"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Register opened(Path file) {
        if (Register.open(file, key) instanceof RegisterReading.Opened(Register register)) return register;
        throw new AssertionError("the register was refused");
    }

    /// The register of what was given to the builder.
    Register register(Path folder) {
        return opened(write(folder.resolve("register.wwr")));
    }
}
