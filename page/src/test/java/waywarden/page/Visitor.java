package waywarden.page;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import waywarden.page.store.FolderShelf;
import waywarden.page.store.NoShelf;
import waywarden.page.store.Shelf;
import waywarden.result.Settings;

/// A browser's part: a page that runs, and requests as she would make them.
final class Visitor implements AutoCloseable {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-03T10:00:00Z"), ZoneOffset.UTC);

    static final Settings SETTINGS = new Settings(List.of(), null, "waywarden.yaml");

    private static final Pattern CONTACT = Pattern.compile("/c/([0-9a-f]{16})");

    private final WorkerPage page;
    private final HttpClient client = HttpClient.newHttpClient();
    private String language = "en";

    private Visitor(WorkerPage page) {
        this.page = page;
    }

    static Visitor withNoTrace() throws IOException {
        return on(new NoShelf());
    }

    static Visitor on(Path folder) throws IOException {
        return on(FolderShelf.in(folder).orElseThrow());
    }

    static Visitor on(Shelf shelf) throws IOException {
        return on(shelf, Means.of(SETTINGS));
    }

    static Visitor on(Shelf shelf, Means means) throws IOException {
        return new Visitor(WorkerPage.start(shelf, means, null, 0, CLOCK));
    }

    Visitor speaking(String other) {
        language = other;
        return this;
    }

    URI address() {
        return page.address();
    }

    URI addressForOneUse() {
        return page.addressForOneUse();
    }

    String origin() {
        return "http://" + address().getAuthority();
    }

    URI at(String path) {
        return URI.create(address() + path);
    }

    HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    HttpResponse<String> fetch(String path) throws IOException {
        return send(HttpRequest.newBuilder(at(path))
                .header("Accept-Language", language)
                .build());
    }

    Document see(String path) throws IOException {
        HttpResponse<String> answer = fetch(path);
        if (answer.statusCode() != 200) throw new AssertionError(path + " answers " + answer.statusCode());
        return Jsoup.parse(answer.body());
    }

    /// Sends a form, and sees the page it leads to.
    ///
    /// @param fields name, value, name, value …
    Document submit(String path, String... fields) throws IOException {
        HttpResponse<String> answer = post(path, fields);
        String next = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 303) throw new AssertionError(path + " answers " + answer.statusCode());
        int fragment = next.indexOf('#');
        return see(next.substring(address().getPath().length(), fragment < 0 ? next.length() : fragment));
    }

    HttpResponse<String> post(String path, String... fields) throws IOException {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        return send(HttpRequest.newBuilder(at(path))
                .header("Origin", origin())
                .header("Accept-Language", language)
                .POST(BodyPublishers.ofString(form.toString()))
                .build());
    }

    HttpResponse<String> put(String name, byte[] bytes) throws IOException {
        return put("drop/file", name, bytes);
    }

    HttpResponse<String> put(String path, String name, byte[] bytes) throws IOException {
        return send(HttpRequest.newBuilder(at(path + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8)))
                .header("Origin", origin())
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build());
    }

    /// Drops one file and waits until it is dealt with.
    void drop(String name, byte[] bytes) throws IOException {
        post("drop/begin", "bytes", String.valueOf(bytes.length));
        put(name, bytes);
        post("drop/read");
        untilDone();
    }

    void sample() throws IOException {
        post("drop/sample");
        untilDone();
    }

    void untilDone() throws IOException {
        for (int i = 0; i < 600; i++) {
            String state = fetch("drop/state").body();
            if (state.contains("\"over\":true")) return;
            pause();
        }
        throw new AssertionError("the drop is never done");
    }

    /// Until everything on the shelf has been read.
    void untilIdle() throws IOException {
        for (int i = 0; i < 600; i++) {
            if (!see("").select(".people li, .plainlist li").isEmpty()) return;
            pause();
        }
        throw new AssertionError("no contact ever appears");
    }

    /// Sees a page once it shows something that is still being worked on when it is first asked for.
    Document seeOnce(String path, String css) throws IOException {
        for (int i = 0; i < 600; i++) {
            HttpResponse<String> answer = fetch(path);
            Document page = Jsoup.parse(answer.body());
            if (answer.statusCode() == 200 && !page.select(css).isEmpty()) return page;
            pause();
        }
        throw new AssertionError(path + " never shows " + css);
    }

    /// Until what goes on beside the page is done.
    void untilIdle(String state) throws IOException {
        for (int i = 0; i < 600; i++) {
            if (fetch(state).body().contains("\"idle\":true")) return;
            pause();
        }
        throw new AssertionError(state + " is never idle");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The key of the contact shown under a name.
    String key(String name) throws IOException {
        for (Element link : see("").select("a[href*=/c/]")) {
            Matcher matcher = CONTACT.matcher(link.attr("href"));
            if (link.text().contains(name) && matcher.find()) return matcher.group(1);
        }
        throw new AssertionError("no such contact");
    }

    static Element one(Document page, String css) {
        return Objects.requireNonNull(page.selectFirst(css), css);
    }

    static String notice(Document page) {
        @Nullable Element notice = page.selectFirst(".flash[role=status]");
        return notice == null ? "" : notice.text();
    }

    @Override
    public void close() throws IOException {
        client.close();
        page.close();
    }
}
