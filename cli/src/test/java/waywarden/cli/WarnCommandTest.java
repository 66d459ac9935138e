package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WarnCommandTest {

    private static final String PASSPHRASE = "correct horse";

    @TempDir
    private Path folder;

    private Stage run(int code, String... args) {
        Stage stage = new Stage();
        assertThat(stage.run(args)).as(stage.err()).isEqualTo(code);
        assertThat(stage.err()).doesNotContain("Exception").doesNotContain("\tat ");
        return stage;
    }

    private Path written(String name, String... more) {
        Path file = folder.resolve(name);
        List<String> args = Stream.concat(
                        Stream.of("warn", "new"), Stream.concat(Stream.of(more), Stream.of("--out", file.toString())))
                .toList();
        run(0, args.toArray(String[]::new));
        return file;
    }

    private Path consultancy(String name) {
        return written(
                name, "paid-consultancy", "--sender", "desk@example.org", "--country", "FR,DE", "--sector", "energy");
    }

    @Test
    void writesSignsChecksAndShowsAWarning() throws Exception {
        Path warning = consultancy("w.xml");
        Path store = keystore();
        Path passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
        Path signed = folder.resolve("signed.xml");

        String said = run(
                        0,
                        "warn",
                        "sign",
                        warning.toString(),
                        "--key",
                        store.toString(),
                        "--passphrase-file",
                        passphrase.toString(),
                        "--out",
                        signed.toString())
                .out();

        String fingerprint = said.lines().reduce((a, b) -> b).orElseThrow();
        assertThat(fingerprint).matches("[0-9a-f]{64}");
        Path issuers = Files.writeString(
                folder.resolve("issuers.yaml"),
                "issuers:\n  - {name: Example desk, senders: [desk@example.org], keys: [" + fingerprint + "]}\n");
        run(0, "warn", "validate", signed.toString(), "--issuers", issuers.toString());
        run(1, "warn", "validate", warning.toString(), "--issuers", issuers.toString());
        Path tampered = folder.resolve("tampered.xml");
        Files.writeString(tampered, Files.readString(signed).replace("open sources", "closed sources"));
        assertThat(run(1, "warn", "validate", tampered.toString()).out()).contains("K-01");

        Path me = Files.writeString(
                folder.resolve("me.yaml"), "stays: [{country: FR}]\nsectors: [energy]\nlanguages: [en]\n");
        String shown = run(
                        0, "warn", "show", signed.toString(), "--for", me.toString(), "--issuers", issuers.toString())
                .out();
        assertThat(shown)
                .contains("Small paid reports")
                .contains("signed by Example desk")
                .contains("You are or will be in FR")
                .contains("P2-07");
    }

    private Path keystore() throws IOException, InterruptedException {
        Path store = folder.resolve("desk.p12");
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
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSPHRASE)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return store;
    }

    @Test
    void asksForNoPassphraseWhereThereIsNoTerminal() throws Exception {
        Path warning = consultancy("w.xml");

        Stage stage = run(
                2,
                "warn",
                "sign",
                warning.toString(),
                "--key",
                keystore().toString(),
                "--out",
                folder.resolve("s.xml").toString());

        assertThat(stage.err()).contains("--passphrase-file");
        assertThat(folder.resolve("s.xml")).doesNotExist();
    }

    @Test
    void tellsHowToMendWhatIsWrongInTheReadersLanguage() throws IOException {
        Path warning = consultancy("w.xml");
        Files.writeString(warning, Files.readString(warning).replace("Severe</severity>", "Foobar</severity>"));

        assertThat(run(1, "warn", "validate", warning.toString()).out())
                .contains("refused")
                .contains("S-07")
                .contains("/alert/info[1]/severity, line ")
                .contains("Extreme, Severe, Moderate, Minor, Unknown");
        assertThat(run(1, "warn", "validate", "--lang", "zh", warning.toString())
                        .out())
                .contains("拒绝")
                .contains("请写其中之一");
    }

    @Test
    void writesOneLineOfJsonForEachFile() throws IOException {
        Path warning = consultancy("w.xml");

        JsonNode line = JsonMapper.builder()
                .build()
                .readTree(
                        run(0, "warn", "validate", "--json", warning.toString()).out());

        assertThat(line.path("accepted").asBoolean()).isTrue();
        assertThat(line.path("warnings").get(0).path("signature").asString()).isEqualTo("unsigned");
        assertThat(line.path("warnings")
                        .get(0)
                        .path("findings")
                        .get(0)
                        .path("rule")
                        .asString())
                .isEqualTo("K-03");
    }

    @Test
    void withdrawsAndUpdates() {
        Path first = consultancy("w.xml");
        Path update = written(
                "u.xml", "paid-consultancy", "--updates", first.toString(), "--country", "FR", "--sector", "energy");
        Path cancel = written("c.xml", "--cancels", first.toString());

        assertThat(run(0, "warn", "show", first.toString(), cancel.toString()).out())
                .contains("Withdrawn")
                .contains("No warning holds now");
        assertThat(run(0, "warn", "validate", update.toString()).out()).contains("accepted");
        run(
                2,
                "warn",
                "new",
                "romance",
                "--sender",
                "other@example.org",
                "--updates",
                first.toString(),
                "--country",
                "FR",
                "--out",
                folder.resolve("x.xml").toString());
    }

    @Test
    void countsWhoWouldGetItAndTellsNoSmallNumber() throws IOException {
        Path warning = consultancy("w.xml");
        String people = "{\"stays\":[{\"country\":\"FR\"}],\"languages\":[\"en\"]}\n".repeat(7)
                + "{\"stays\":[{\"country\":\"JP\"}]}\n".repeat(2);
        Path file = Files.writeString(folder.resolve("people.jsonl"), people);

        assertThat(run(0, "warn", "show", warning.toString(), "--people", file.toString())
                        .out())
                .contains("7 of 9 people")
                .contains("Are elsewhere: fewer than 5");
    }

    @Test
    void neverWritesOverAFileOrHalfAFile() throws IOException {
        Path there = Files.writeString(folder.resolve("there.xml"), "mine");

        run(2, "warn", "new", "romance", "--sender", "a@example.org", "--country", "FR", "--out", there.toString());

        assertThat(there).hasContent("mine");
        run(
                2,
                "warn",
                "new",
                "romance",
                "--sender",
                "two words",
                "--country",
                "FR",
                "--out",
                folder.resolve("x.xml").toString());
        run(
                2,
                "warn",
                "new",
                "romance",
                "--sender",
                "a@example.org",
                "--country",
                "XX",
                "--out",
                folder.resolve("x.xml").toString());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList()).containsExactly(there);
        }
    }

    @Test
    void answersWrongUseInOneSentence() throws IOException {
        assertThat(run(2, "warn").err()).contains("validate");
        assertThat(run(2, "warn", "validate", "nowhere.xml").err()).contains("nowhere.xml");
        assertThat(run(2, "warn", "validate", "--profile", "x", "nowhere.xml").err())
                .contains("cell-broadcast");
        assertThat(run(2, "warn", "new", "poem", "--out", "x").err()).contains("dream-job");
        Path junk = Files.write(folder.resolve("junk"), "no XML at all".getBytes(StandardCharsets.UTF_8));
        assertThat(run(1, "warn", "validate", junk.toString()).out()).contains("X-06");
        assertThat(run(0, "warn", "new").out()).contains("photo-micro-jobs");
    }
}
