package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page listens on this machine and calls nobody, whatever is done on it.
class NoNetworkTest {

    @Test
    void theWatchSeesWhoeverKnocks() throws IOException {
        Process process = watch("--knock");
        assertThat(process.inputReader().lines().collect(Collectors.joining()))
                .endsWith("[socket, channel, datagram channel, name]");
    }

    @Test
    void thePageCallsNobody() throws IOException, InterruptedException {
        Process process = watch();
        try (BufferedReader said = process.inputReader();
                HttpClient client = HttpClient.newHttpClient()) {
            String address = said.readLine();
            post(client, address, "drop/sample", "");
            for (int i = 0; i < 500 && !get(client, address, "drop/state").contains("\"over\":true"); i++)
                Thread.sleep(20);
            post(client, address, "check", "name=Anna&hollow-firm=yes");
            assertThat(get(client, address, "")).contains("Daniel Foster", "Anna");
            for (String path :
                    List.of("learn/indicators", "learn/exercise/2?guess=check", "advisories", "settings", "diary")) {
                get(client, address, path);
            }
            post(client, address, "quit", "");
            assertThat(said.lines().collect(Collectors.joining())).endsWith(NetworkWatch.SAID + "[]");
        } finally {
            process.destroy();
        }
    }

    private static String get(HttpClient client, String address, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static void post(HttpClient client, String address, String path, String form)
            throws IOException, InterruptedException {
        URI uri = URI.create(address + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Origin", "http://" + uri.getAuthority())
                .POST(BodyPublishers.ofString(form))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isLessThan(400);
    }

    private static Process watch(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                "-Djava.nio.channels.spi.SelectorProvider=waywarden.page.NetworkWatch$Channels",
                "-cp",
                System.getProperty("java.class.path"),
                NetworkWatch.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
