package waywarden.desk.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import waywarden.conversation.WaywardenException;

/// Makes the desk's signing key where it has none, by the JDK's own `keytool`.
final class NewKey {

    private static final String DAYS = "1826";
    /// A second where the machine is free.
    private static final int SECONDS = 300;

    private NewKey() {}

    /// @throws NoKeyMade if it cannot be
    static void make(Path file, String owner, char[] passphrase) throws IOException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String name = owner.replaceAll("[^A-Za-z0-9 ._@-]", "_");
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "-genkeypair",
                        "-alias",
                        "desk",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-validity",
                        DAYS,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        // It asks for the passphrase twice; what is said on its input no other program can see.
        String said = new String(passphrase) + "\n";
        try (OutputStream in = process.getOutputStream()) {
            in.write((said + said).getBytes(StandardCharsets.UTF_8));
        }
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) throw new NoKeyMade();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoKeyMade();
        } finally {
            // One that is given up must not make a key later, behind the back of whoever was told there is none.
            process.destroyForcibly();
        }
    }

    /// There is no key, and none could be made.
    static final class NoKeyMade extends WaywardenException {
        private static final long serialVersionUID = 1L;

        NoKeyMade() {
            super("the signing key could not be made; make one with keytool and name it under `key` in desk.yaml");
        }
    }
}
