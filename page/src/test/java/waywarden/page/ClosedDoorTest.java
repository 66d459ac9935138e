package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other programs of the machine and other sites in her browser get: nothing.
class ClosedDoorTest {

    @TempDir
    Path folder;

    private Visitor visitor;

    @BeforeEach
    void open() throws IOException {
        visitor = Visitor.on(folder);
    }

    @AfterEach
    void close() throws IOException {
        visitor.close();
    }

    private URI bare(String path) {
        return URI.create(visitor.origin() + path);
    }

    @Test
    void withoutTheTokenThereIsNothing() throws IOException {
        for (String path :
                List.of("/", "/drop/state", "/settings", "/style.css", "/open/guess", "/" + "A".repeat(32) + "/")) {
            HttpResponse<String> answer =
                    visitor.send(HttpRequest.newBuilder(bare(path)).build());
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("<html");
        }
    }

    @Test
    void aForeignHostIsRefusedEvenWithTheToken() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(visitor.address())
                .header("Host", "attacker.example")
                .build();
        assertThat(visitor.send(request).statusCode()).isEqualTo(421);
    }

    @Test
    void aFormFromElsewhereChangesNothing() throws IOException {
        for (String origin : List.of("http://attacker.example", "null", "http://127.0.0.1:1")) {
            HttpRequest request = HttpRequest.newBuilder(visitor.at("delete-everything"))
                    .header("Origin", origin)
                    .POST(BodyPublishers.ofString("sure=yes"))
                    .build();
            assertThat(visitor.send(request).statusCode()).as(origin).isEqualTo(403);
        }
        HttpRequest originless = HttpRequest.newBuilder(visitor.at("delete-everything"))
                .POST(BodyPublishers.ofString("sure=yes"))
                .build();
        assertThat(visitor.send(originless).statusCode()).isEqualTo(403);
    }

    @Test
    void aLinkFromElsewhereLeadsNowhere() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(visitor.address())
                .header("Sec-Fetch-Site", "cross-site")
                .build();
        assertThat(visitor.send(request).statusCode()).isEqualTo(403);
    }

    @Test
    void nothingChangesByLookingAtAnAddress() throws IOException {
        visitor.sample();
        String key = visitor.key("Daniel Foster");
        for (String path : List.of("delete-everything", "quit", "c/" + key + "/forget", "lang", "drop/sample")) {
            visitor.fetch(path);
        }
        assertThat(visitor.key("Daniel Foster")).isEqualTo(key);
    }

    @Test
    void theBrowsersAddressIsGoodForOneUse() throws IOException {
        URI once = visitor.addressForOneUse();
        HttpResponse<String> first = visitor.send(HttpRequest.newBuilder(once).build());
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location"))
                .hasValue(visitor.address().getPath());
        assertThat(visitor.send(HttpRequest.newBuilder(once).build()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyAnswerSaysWhatThePageMayDo() throws IOException {
        for (String path : List.of("", "style.css", "nowhere", "drop/state")) {
            HttpHeaders headers = visitor.fetch(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
            assertThat(headers.firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void noOtherMachineCanConnect() throws IOException {
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (address.isLoopbackAddress()) continue;
                boolean connected = true;
                try (Socket socket = new Socket()) {
                    socket.connect(
                            new InetSocketAddress(address, visitor.address().getPort()), 500);
                } catch (IOException refused) {
                    connected = false;
                }
                assertThat(connected).as("through %s", network.getName()).isFalse();
            }
        }
    }

    @Test
    void theOtherLoopbackAddressHasTheSameDoor() throws IOException {
        byte[] bytes = new byte[16];
        bytes[15] = 1;
        InetAddress six = InetAddress.getByAddress(bytes);
        boolean has = NetworkInterface.getByInetAddress(six) != null;
        if (!has) System.out.println("ClosedDoorTest: this machine has no ::1, its door is not tried");
        Assumptions.assumeTrue(has, "this machine has no ::1");
        String origin = "http://[::1]:" + visitor.address().getPort();
        URI inside = URI.create(origin + visitor.address().getPath());
        URI outside = URI.create(origin + "/");
        assertThat(status(HttpRequest.newBuilder(inside))).isEqualTo(200);
        assertThat(status(HttpRequest.newBuilder(outside))).isEqualTo(404);
        assertThat(status(HttpRequest.newBuilder(inside).header("Host", "attacker.example")))
                .isEqualTo(421);
        URI lang = inside.resolve("lang");
        assertThat(status(HttpRequest.newBuilder(lang)
                        .header("Origin", "http://[::1]:1")
                        .POST(BodyPublishers.ofString("lang=zh"))))
                .isEqualTo(403);
        assertThat(status(
                        HttpRequest.newBuilder(lang).header("Origin", origin).POST(BodyPublishers.ofString("lang=zh"))))
                .isEqualTo(303);
        assertThat(visitor.see("").select("html").attr("lang")).startsWith("zh");
    }

    private int status(HttpRequest.Builder request) throws IOException {
        return visitor.send(request.build()).statusCode();
    }

    @Test
    void anUploadStaysInItsFolder() throws IOException {
        visitor.post("drop/begin", "bytes", "10");
        for (String name :
                List.of("../../escaped.txt", "/etc/escaped.txt", "..\\escaped.txt", "a/../../../escaped.txt", "\0")) {
            visitor.put(name, "x".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(visitor.put("a/".repeat(200) + "x", new byte[] {1}).body()).contains("refused");
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.getFileName().toString().contains("escaped")))
                    .allMatch(file -> file.toString().contains("incoming-"));
        }
        assertThat(folder.resolveSibling("escaped.txt")).doesNotExist();
        assertThat(Path.of("/etc/escaped.txt")).doesNotExist();
        visitor.post("drop/read");
        visitor.untilDone();
        try (var left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString())).allMatch(name -> !name.startsWith("incoming"));
        }
    }

    @Test
    void aFileWithoutADropIsRefused() throws IOException {
        assertThat(visitor.put("chat.txt", new byte[10]).body()).contains("refused");
        assertThat(visitor.post("drop/read").body()).contains("refused");
        assertThat(visitor.post("drop/begin", "bytes", "99999999999999").body()).contains("refused");
    }

    @Test
    void aFormThatIsTooLargeIsRefusedInASentence() throws IOException {
        HttpResponse<String> answer = visitor.post("drop/text", "text", "x".repeat(2 << 20));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("more than this form takes");
    }

    @Test
    void oddRequestsGetASentenceAndNoTrace() throws IOException {
        for (String path : List.of(
                "c/nobody",
                "c/0123456789abcdef/finding",
                "tell/x/report.json",
                "learn/exercise/99",
                "%zz",
                "a/b/c/d?e=%e",
                "c/%00")) {
            try {
                HttpResponse<String> answer = visitor.fetch(path);
                assertThat(answer.statusCode()).as(path).isBetween(400, 404);
                assertThat(answer.body()).doesNotContain("Exception", "at waywarden");
            } catch (IllegalArgumentException notAnAddress) {
                assertThat(path).contains("%");
            }
        }
    }
}
