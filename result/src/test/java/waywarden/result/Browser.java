package waywarden.result;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Chromium of this machine without a window, told what to do through its own DevTools protocol.
public final class Browser implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final HttpClient client;
    private final Listening listening;
    private final AtomicInteger ids = new AtomicInteger();

    private Browser(Process process, Path profile, HttpClient client, WebSocket socket, Listening listening) {
        this.process = process;
        this.profile = profile;
        this.client = client;
        this.socket = socket;
        this.listening = listening;
    }

    /// Where a browser is installed; nothing where none is, or where nobody waits for a look (`CI`).
    public static Optional<Path> installed() {
        if (System.getenv("CI") != null) return Optional.empty();
        return Stream.concat(Stream.ofNullable(System.getenv("WAYWARDEN_BROWSER")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Browser start(Path program, Path folder) throws IOException {
        Path profile = Files.createTempDirectory(folder, "profile-");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path told = profile.resolve("DevToolsActivePort");
        until("it starts", () -> Files.exists(told) && Files.size(told) > 0);
        String port = Files.readAllLines(told).getFirst();
        HttpClient client = HttpClient.newHttpClient();
        Listening listening = new Listening();
        URI tabs = URI.create("http://127.0.0.1:" + port + "/json");
        String[] address = new String[1];
        until("it opens a tab", () -> {
            for (JsonNode tab : JSON.readTree(body(client, tabs))) {
                if (tab.path("type").asString().equals("page")) {
                    address[0] = tab.path("webSocketDebuggerUrl").asString();
                }
            }
            return address[0] != null;
        });
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(address[0]), listening)
                .join();
        Browser browser = new Browser(process, profile, client, socket, listening);
        for (String part : List.of("Page", "Runtime", "Network", "DOM", "Log"))
            browser.send(part + ".enable", Map.of());
        return browser;
    }

    private static String body(HttpClient client, URI uri) throws IOException {
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void until(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) throw new AssertionError("the browser does not come so far: " + what);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private static final class Listening implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
        private final List<JsonNode> events = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                JsonNode said = JSON.readTree(part.toString());
                part.setLength(0);
                CompletableFuture<JsonNode> waiting =
                        answers.remove(said.path("id").asInt(-1));
                if (waiting == null) events.add(said);
                else waiting.complete(said.path("result"));
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    public JsonNode send(String method, Map<String, ?> params) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        listening.answers.put(id, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", params)), true)
                .join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// What a line of script gives.
    public JsonNode ask(String script) {
        return send("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true))
                .path("result")
                .path("value");
    }

    public void go(URI address) throws IOException {
        // The page that is left may still answer for a moment.
        ask("window.left = true");
        boolean stays = send("Page.navigate", Map.of("url", address.toString()))
                .path("loaderId")
                .isMissingNode();
        await((stays ? "" : "!window.left && ")
                + "document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    public void await(String condition) throws IOException {
        until(condition, () -> ask("!!(" + condition + ")").asBoolean(false));
    }

    /// Chooses files as she would in the window of the system.
    public void choose(String css, List<Path> files) {
        int root = send("DOM.getDocument", Map.of()).path("root").path("nodeId").asInt();
        int node = send("DOM.querySelector", Map.of("nodeId", root, "selector", css))
                .path("nodeId")
                .asInt();
        send(
                "DOM.setFileInputFiles",
                Map.of(
                        "nodeId",
                        node,
                        "files",
                        files.stream().map(Path::toString).toList()));
    }

    /// Writes into a field as she would.
    public void type(String css, String text) {
        ask("(f => { f.value = " + JSON.writeValueAsString(text)
                + "; f.dispatchEvent(new Event('input', { bubbles: true })) })(document.querySelector('" + css + "'))");
    }

    /// Presses something and waits for the page it leads to.
    public void press(String css) throws IOException {
        ask("window.before = true; document.querySelector('" + css + "').click()");
        await("!window.before && document.readyState === 'complete'");
    }

    /// Lets a text file fall on the page.
    public void drop(String css, String name, String text) {
        ask("(z => { const d = new DataTransfer(); d.items.add(new File([" + JSON.writeValueAsString(text) + "], "
                + JSON.writeValueAsString(name)
                + ")); z.dispatchEvent(new DragEvent('drop', { dataTransfer: d, bubbles: true, cancelable: true })) })"
                + "(document.querySelector('" + css + "'))");
    }

    public void window(int width, boolean dark) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /// The whole page as it looks.
    public void picture(Path file) throws IOException {
        String data = send("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .path("data")
                .asString();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    /// Every address the browser asked for.
    public List<String> requests() {
        return listening.events.stream()
                .filter(event -> event.path("method").asString().equals("Network.requestWillBeSent"))
                .map(event -> event.path("params").path("request").path("url").asString())
                .toList();
    }

    /// What the browser has told of itself under this name.
    public List<JsonNode> told(String method) {
        return listening.events.stream()
                .filter(event -> event.path("method").asString().equals(method))
                .map(event -> event.path("params"))
                .toList();
    }

    /// What the page's script or policy complained of.
    public List<String> complaints() {
        return listening.events.stream()
                .filter(event -> event.path("method").asString().equals("Runtime.exceptionThrown")
                        || event.path("params")
                                .path("entry")
                                .path("level")
                                .asString()
                                .equals("error"))
                .map(JsonNode::toString)
                .toList();
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        client.close();
        // Its children write into the profile until they too have ended.
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member ->
                member.onExit().completeOnTimeout(member, 10, TimeUnit.SECONDS).join());
        delete(profile);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
