package waywarden.delivery.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import waywarden.advisory.signature.SigningKey;

/// A key to sign with, made once for a run by Java's own keytool.
public final class Keys {

    private static final String PASSPHRASE = "correct horse";

    private Keys() {}

    private static final class Holder {
        static final SigningKey KEY = make();
    }

    public static SigningKey signing() {
        return Holder.KEY;
    }

    private static SigningKey make() {
        try {
            Path folder = Files.createTempDirectory("waywarden-key");
            Path store = folder.resolve("key.p12");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "desk",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=desk",
                            "-validity",
                            "30",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSPHRASE)
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool failed");
            }
            SigningKey key = SigningKey.read(store, null, PASSPHRASE::toCharArray);
            Files.delete(store);
            Files.delete(folder);
            return key;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
