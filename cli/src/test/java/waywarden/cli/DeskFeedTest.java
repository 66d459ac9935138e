package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waywarden.advisory.feed.FeedReader;

/// From the desk to its reader: the service is started as its user starts it, a warning is issued by
/// two people, and `warn show` reads what the feed leads to, with the desk's key pinned.
class DeskFeedTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSPHRASE = "a long passphrase";
    private static final Path LIBRARIES =
            Path.of(System.getProperty("waywarden.root", "..")).toAbsolutePath().resolve("cli/target/app/desk");

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private String address = "";

    @Test
    void whatTheDeskIssuesTheReaderReads() throws Exception {
        boolean built = Files.isDirectory(LIBRARIES);
        if (!built) System.out.println("DeskFeedTest is skipped: the desk is not built; `./build` builds it");
        Assumptions.assumeTrue(built, "the desk is not built");
        Path passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
        List<String> where = List.of("--data", folder.resolve("desk").toString(), "--passphrase-file", "" + passphrase);
        desk(where, "admin", "mira", "--roles", "issuer,admin").waitFor(60, TimeUnit.SECONDS);
        desk(where, "admin", "wen", "--roles", "approver").waitFor(60, TimeUnit.SECONDS);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        address = "http://localhost:" + port;
        Process service = desk(where, "--port", String.valueOf(port));
        try {
            awaitAnswer(service);
            String key = key(folder.resolve("said-" + service.pid()));
            JsonNode issued = issue();
            Process second = desk(where, "--port", "0");
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue())
                    .as("a second start on the same folder")
                    .isEqualTo(2);

            List<String> files = fetched();
            assertThat(files).hasSize(1);
            assertThat(issued.path("message").asString())
                    .endsWith(Path.of(files.getFirst()).getFileName().toString());
            String shown = shown(files, key);
            assertThat(shown).contains("Small paid reports can lead to large requests", "Example desk");
            assertThat(shown(files, "0".repeat(64)))
                    .as("signed by a key that is not pinned")
                    .doesNotContain("Small paid reports");
        } finally {
            service.destroy();
            if (!service.waitFor(20, TimeUnit.SECONDS)) service.destroyForcibly();
        }
    }

    private Process desk(List<String> where, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                LIBRARIES.resolve("*").toString(),
                "waywarden.desk.server.Desk"));
        command.addAll(List.of(arguments));
        command.addAll(where);
        Path said = Files.createTempFile(folder, "said", "");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        Files.move(said, folder.resolve("said-" + process.pid()));
        return process;
    }

    private void awaitAnswer(Process service) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            String said = Files.readString(folder.resolve("said-" + service.pid()));
            if (said.contains("It signs with the key")) return;
            assertThat(service.isAlive()).as(said).isTrue();
            Thread.sleep(200);
        }
        throw new AssertionError("the desk does not come so far");
    }

    private static String key(Path said) throws IOException {
        String text = Files.readString(said);
        return text.substring(text.indexOf("with the key ") + 13).substring(0, 64);
    }

    private JsonNode issue() throws IOException, InterruptedException {
        String all = "/api/v1/warnings";
        JsonNode draft = send("POST", all, "mira", JSON.createObjectNode().put("template", "paid-consultancy"));
        ObjectNode content = (ObjectNode) draft.path("content").deepCopy();
        ((ObjectNode) content.path("place")).putArray("countries").add("FR");
        ObjectNode change =
                JSON.createObjectNode().put("revision", draft.path("revision").asInt());
        change.set("content", content);
        String one = all + "/" + draft.path("id").asString();
        send("PUT", one, "mira", change);
        JsonNode submitted = send("POST", one + "/submit", "mira", JSON.createObjectNode());
        int seen = submitted.path("revision").asInt();
        send("POST", one + "/approve", "wen", JSON.createObjectNode().put("revision", seen));
        return send("POST", one + "/issue", "mira", JSON.createObjectNode());
    }

    private JsonNode send(String method, String path, String name, ObjectNode body)
            throws IOException, InterruptedException {
        String proof = Base64.getEncoder().encodeToString((name + ":" + PASSPHRASE).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Basic " + proof)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        var reply = client.send(request, BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isBetween(200, 201);
        return JSON.readTree(reply.body());
    }

    /// The messages that the feed leads to.
    private List<String> fetched() throws IOException, InterruptedException {
        byte[] feed = get(address + "/feed.atom");
        List<String> files = new ArrayList<>();
        for (var entry : FeedReader.read(feed).entries()) {
            String link = String.valueOf(entry.link());
            Path file = folder.resolve(link.substring(link.lastIndexOf('/') + 1));
            Files.write(file, get(link));
            files.add(file.toString());
        }
        return files;
    }

    private byte[] get(String link) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofByteArray())
                .body();
    }

    private String shown(List<String> files, String key) throws IOException {
        Path issuers = Files.writeString(folder.resolve("issuers.yaml"), """
                issuers:
                  - name: Example desk
                    senders: [desk@localhost]
                    keys: [%s]
                """.formatted(key));
        List<String> arguments = new ArrayList<>(List.of("warn", "show"));
        arguments.addAll(files);
        arguments.addAll(List.of("--issuers", issuers.toString()));
        Stage stage = new Stage().now();
        stage.run(arguments.toArray(String[]::new));
        return stage.out() + stage.err();
    }
}
