package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waywarden.result.Texts;

/// From keys through a register to a check and a screening, as a desk and a worker would.
class RegisterCommandTest {

    private static final String DOCUMENT =
            "The separator film is dried at 85 degrees Celsius for three hundred and fifty minutes under nitrogen, "
                    + "and the slurry holds 12,500 ppm of the binder described in the second annex. The line speed is "
                    + "kept below eleven metres a minute, because above it the layer tears at the edge.\n";

    @TempDir
    Path folder;

    private Path key = Path.of("");
    private Path register = Path.of("");

    @BeforeEach
    void keys() {
        key = folder.resolve("keys/register.key");
        register = folder.resolve("register.wwr");
        assertThat(new Stage().run("register", "keys", folder.resolve("keys").toString()))
                .isZero();
    }

    private int build(Stage stage, String... more) {
        List<String> args =
                new ArrayList<>(List.of("register", "build", "--key", key.toString(), "--out", register.toString()));
        args.addAll(List.of(more));
        return stage.run(args.toArray(String[]::new));
    }

    private int on(Stage stage, String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command.split(" ")));
        args.addAll(List.of("--register", register.toString(), "--key", key.toString()));
        args.addAll(List.of(more));
        return stage.with("XDG_DATA_HOME", folder.resolve("data").toString()).run(args.toArray(String[]::new));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void buildBoth() throws IOException {
        Path list = file("list.csv", """
                term,with,label,owner,level,expires,audiences
                Project Blue Heron,,the project,Dr Lind,secret,2027-12-31,board
                PX-280,separator;coating,cell code,Dr Lind,restricted,,
                """);
        Stage stage = new Stage();
        assertThat(build(
                        stage,
                        "--list",
                        list.toString(),
                        "--label",
                        "coating process",
                        file("process.md", DOCUMENT).toString()))
                .as(stage.err())
                .isZero();
    }

    @Test
    void checksADraftFromStandardInput() throws IOException {
        buildBoth();
        Stage stage = new Stage().typing("Hi!\n" + DOCUMENT + "and project blue heron");
        assertThat(on(stage, "check")).isEqualTo(CheckCommand.TOUCHES);
        assertThat(stage.out()).contains("coating process", "the project", "from line 2", "Dr Lind");
        assertThat(stage.out()).doesNotContain("nitrogen").doesNotContainIgnoringCase("heron");
        assertThat(on(new Stage().typing("See you at seven."), "check")).isZero();
    }

    @Test
    void saysThatARegisterIsOlderThanTheOneThatLayThere() throws IOException {
        buildBoth();
        byte[] older = Files.readAllBytes(register);
        Files.delete(register);
        String term = file("new.csv", "term,label\nProject Grey Goose Nine,the goose\n")
                .toString();
        assertThat(build(new Stage().at(Instant.parse("2026-05-04T10:00:00Z")), "--list", term))
                .isZero();
        Stage newer = new Stage().typing("See you.");
        assertThat(on(newer, "check")).isZero();
        assertThat(newer.err()).isEmpty();

        Files.write(register, older);
        Stage rolledBack = new Stage().typing("Project blue heron");
        assertThat(on(rolledBack, "check")).isEqualTo(CheckCommand.TOUCHES);
        assertThat(rolledBack.err()).contains("older than the register you had", "4 May 2026", "ask your desk");
        Stage again = new Stage().typing("See you.");
        on(again, "check");
        assertThat(again.err()).as("as long as it lies there").contains("older");
    }

    @Test
    void checksInChinese() throws IOException {
        buildBoth();
        Stage stage = new Stage().typing(DOCUMENT);
        assertThat(on(stage, "check", "--lang", "zh")).isEqualTo(CheckCommand.TOUCHES);
        assertThat(stage.out()).contains("coating process").contains("负责人").contains("先别发");
    }

    @Test
    void answersProgramsInJson() throws IOException {
        buildBoth();
        Stage stage = new Stage().typing("The board wants project blue heron.");
        assertThat(on(stage, "check", "--json")).isEqualTo(CheckCommand.TOUCHES);
        JsonNode touch =
                JsonMapper.shared().readTree(stage.out()).path("touches").path(0);
        assertThat(touch.path("label").asString()).isEqualTo("the project");
        assertThat(touch.path("kind").asString()).isEqualTo("term");
        assertThat(touch.path("spans").path(0).path("start").asInt()).isEqualTo(16);
        assertThat(on(new Stage().typing("project blue heron"), "check", "--to", "Board"))
                .isZero();
    }

    @Test
    void screensWithARegister() throws IOException {
        buildBoth();
        Path chat = file(
                "chat.jsonl",
                "{\"id\":\"a\",\"messages\":[{\"from\":\"contact\",\"t\":\"2026-03-01T10:00:00Z\",\"text\":\"How is project "
                        + "Blue Heron?\"},{\"from\":\"worker\",\"t\":\"2026-03-02T10:00:00Z\",\"text\":\"Project Blue Heron is "
                        + "late\"}]}\n");
        Stage stage = new Stage();
        assertThat(on(stage, "screen", "--json", chat.toString()))
                .as(stage.err())
                .isZero();
        JsonNode theme =
                JsonMapper.shared().readTree(stage.out()).path("register").path(0);
        assertThat(theme.path("label").asString()).isEqualTo("the project");
        assertThat(theme.path("asked").path(0).path("i").asInt()).isZero();
        assertThat(theme.path("given").path(0).path("t").asString()).startsWith("2026-03-02");
        Stage text = new Stage();
        assertThat(on(text, "screen", chat.toString())).isZero();
        assertThat(text.out())
                .contains("the contact asks about it in message 1, 1 Mar 2026")
                .contains("you wrote of it in message 2, 2 Mar 2026");
        Path page = folder.resolve("report.html");
        assertThat(on(new Stage(), "screen", "--all", "--html", page.toString(), chat.toString()))
                .isZero();
        assertThat(Files.readString(page))
                .contains(
                        "Protected matters",
                        "the project (level: secret), owner: Dr Lind",
                        "#c1-m0",
                        "You wrote of it");
    }

    @Test
    void showsAndVerifiesARegister() throws IOException {
        buildBoth();
        Stage inspect = new Stage();
        assertThat(on(inspect, "register inspect")).isZero();
        assertThat(inspect.out()).contains("3 entries", "coating process", "2027-12-31", "board");
        assertThat(on(new Stage(), "register verify")).isZero();
        byte[] bytes = Files.readAllBytes(register);
        bytes[bytes.length / 2] ^= 1;
        Files.write(register, bytes);
        Stage altered = new Stage();
        assertThat(on(altered, "register verify")).isEqualTo(2);
        assertThat(altered.err()).contains("is not what the desk signed");
    }

    @Test
    void complainsOfEveryFaultAndWritesNothing() throws IOException {
        Path list = file("list.csv", """
                term,with,label,expires,file
                PX-280,,a,,
                ,,b,,
                Blue Heron Project,,c,soon,
                ,,d,,absent.txt
                Northern Harbour Bid,,,,
                """);
        Stage stage = new Stage();
        assertThat(build(stage, "--list", list.toString())).isEqualTo(1);
        assertThat(stage.err().lines().toList())
                .anyMatch(line -> line.contains("line 2") && line.contains("too short"))
                .anyMatch(line -> line.contains("line 3") && line.contains("either"))
                .anyMatch(line -> line.contains("line 4") && line.contains("date"))
                .anyMatch(line -> line.contains("absent.txt"))
                .anyMatch(line -> line.contains("line 6") && line.contains("label"));
        assertThat(stage.err()).doesNotContain("PX-280").doesNotContain("Harbour");
        assertThat(register).doesNotExist();
    }

    @Test
    void keepsKeysFromOthersAndNeverReplacesThem() throws IOException {
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(new Stage().run("register", "keys", folder.resolve("keys").toString()))
                .isEqualTo(2);
        buildBoth();
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Stage stage = new Stage().typing("x");
        assertThat(on(stage, "check")).isEqualTo(2);
        assertThat(stage.err()).contains("others");
    }

    @Test
    void saysWhatIsNoKey() throws IOException {
        Path signing = key.resolveSibling("signing.key");
        Stage stage = new Stage();
        assertThat(stage.run("check", "--register", register.toString(), "--key", signing.toString()))
                .isEqualTo(2);
        assertThat(stage.err()).contains("not the right kind");
        Files.writeString(key, "waywarden register key v1\nsecret: AAAA\nissuer: !\n");
        Stage damaged = new Stage();
        assertThat(on(damaged, "register verify")).isEqualTo(2);
        assertThat(damaged.err()).contains("damaged").doesNotContain("AAAA");
    }

    @Test
    void readsOfficeDocumentsAndPdfInAProcessOfTheirOwn() throws IOException {
        Path word = OfficeFiles.word(folder.resolve("process.docx"), DOCUMENT);
        Path pdf = OfficeFiles.pdf(folder.resolve("process.pdf"), DOCUMENT);
        Path sheet = OfficeFiles.sheet(folder.resolve("process.xlsx"), DOCUMENT);
        Stage built = new Stage();
        assertThat(build(built, "--label", "p", word.toString()))
                .as(built.err())
                .isZero();
        for (Path draft : List.of(pdf, sheet)) {
            Stage stage = new Stage();
            assertThat(on(stage, "check", draft.toString()))
                    .as(draft + stage.err())
                    .isEqualTo(CheckCommand.TOUCHES);
        }
    }

    @Test
    void givesUpOnAZipBombAndOnWhatIsNoDocument() throws IOException {
        Path bomb = OfficeFiles.zipBomb(folder.resolve("bomb.docx"));
        Path damaged =
                Files.write(folder.resolve("damaged.pdf"), "%PDF-1.7\n1 0 obj\n<<".getBytes(StandardCharsets.US_ASCII));
        Stage stage = new Stage();
        assertThat(build(stage, "--label", "b", bomb.toString(), damaged.toString()))
                .isEqualTo(1);
        assertThat(stage.err()).contains("bomb.docx was given up: it unpacks").contains("damaged.pdf is damaged");
        assertThat(stage.err()).doesNotContain("Exception");
        assertThat(register).doesNotExist();
    }

    @Test
    void givesUpOnAPdfThatTakesTooLong() throws IOException {
        Path huge = OfficeFiles.hugePdf(folder.resolve("huge.pdf"));
        assertThat(Files.size(huge)).isLessThan(3_000_000);
        Texts texts = RegisterOptions.said(Texts.in(java.util.Locale.ENGLISH));
        String said = DocumentProcess.read(huge, texts, Duration.ofSeconds(3), text -> {});
        assertThat(said).isNotNull().contains("huge.pdf").doesNotContain("Exception");
    }
}
