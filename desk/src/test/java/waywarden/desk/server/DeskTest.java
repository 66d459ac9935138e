package waywarden.desk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import waywarden.delivery.Database;
import waywarden.delivery.DatabaseSettings;
import waywarden.desk.Role;
import waywarden.desk.store.Accounts;
import waywarden.desk.store.AuditLog;

/// The program on a terminal, up to where the service would start.
class DeskTest {

    private static final String PASSPHRASE = "correct horse battery";

    @TempDir
    Path folder;

    private Path data = Path.of("");
    private Path passphrase = Path.of("");
    private String said = "";

    @BeforeEach
    void write() throws IOException {
        data = folder.resolve("desk");
        passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--lang", "en", "--data", data.toString(), "--passphrase-file", passphrase.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Desk.run(both, both, all.toArray(String[]::new));
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    @Test
    void makesAnAccountAndGivesItANewPassphrase() throws IOException {
        assertThat(run("admin", "mira", "--roles", "issuer,admin")).isZero();
        assertThat(said).contains("The account mira is made.").doesNotContain(PASSPHRASE);
        Files.writeString(passphrase, "another long passphrase");
        assertThat(run("admin", "mira")).isZero();
        assertThat(said).contains("new passphrase");

        try (Database database =
                Database.open(DatabaseSettings.embedded(data.resolve("desk.db")), "waywarden/desk/db")) {
            Accounts accounts = new Accounts(database.client());
            assertThat(accounts.find("mira").orElseThrow().roles()).containsExactly(Role.ADMIN);
            String kept = accounts.password("mira").orElseThrow();
            assertThat(new BCryptPasswordEncoder().matches("another long passphrase", kept))
                    .isTrue();
            AuditLog audit = new AuditLog(database.client(), database.transactions());
            assertThat(audit.latest(Long.MAX_VALUE, 10))
                    .extracting(AuditLog.Line::did)
                    .containsExactly("account-reset", "account-made");
        }
        if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void refusesWhatIsNoNameOrNoPassphrase() throws IOException {
        assertThat(run("admin", "Mira Solberg")).isEqualTo(Desk.WRONG_USAGE);
        Files.writeString(passphrase, "short");
        assertThat(run("admin", "mira")).isEqualTo(Desk.WRONG_USAGE);
        assertThat(said).contains("at least 12 characters");
        Files.writeString(passphrase, "很".repeat(25));
        assertThat(run("admin", "mira")).isEqualTo(Desk.WRONG_USAGE);
        assertThat(said).contains("at most 72 bytes");
        Files.delete(passphrase);
        assertThat(run("admin", "mira")).isEqualTo(Desk.WRONG_USAGE);
        assertThat(said).contains("There is no file");
    }

    @Test
    void doesNotStartWhereNobodyCanSignIn() {
        assertThat(run()).isEqualTo(Desk.WRONG_USAGE);
        assertThat(said).contains("./waywarden desk admin NAME");
    }

    @Test
    void doesNotStartTwiceOnOneFolder() throws IOException {
        run("admin", "mira");
        try (FileLock lock = DeskFolder.at(data).lock().orElseThrow()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(run()).isEqualTo(Desk.WRONG_USAGE);
            assertThat(said).contains("Another desk is running");
        }
    }

    @Test
    void saysWhatIsWrongWithSettingsAndKey() throws IOException {
        run("admin", "mira");
        Files.writeString(data.resolve("desk.yaml"), "prot: 1");
        assertThat(run()).isEqualTo(Desk.FAILED);
        assertThat(said).contains("`prot` is not a key here");
        Files.delete(data.resolve("desk.yaml"));

        NewKey.make(data.resolve("desk.p12"), "Desk", "another passphrase".toCharArray());
        assertThat(run()).isEqualTo(Desk.WRONG_USAGE);
        assertThat(said).contains("not the passphrase of the signing key");
        Files.writeString(data.resolve("desk.yaml"), "channels: {pigeon: {}}");
        Files.writeString(passphrase, "another passphrase");
        assertThat(run()).isEqualTo(Desk.FAILED);
        assertThat(said).contains("`channels.pigeon` is no channel here");
    }
}
