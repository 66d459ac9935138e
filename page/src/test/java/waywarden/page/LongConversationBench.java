package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import waywarden.result.Browser;

/// How long a very long export takes on the page and on the command line, one after the other, and how it scrolls. Of
/// the built program:
/// `./mvnw -pl page -am test -Dtest=LongConversationBench -Dsurefire.failIfNoSpecifiedTests=false -Dmegabytes=50`
@EnabledIfSystemProperty(named = "megabytes", matches = "\\d+", disabledReason = "a bench: say -Dmegabytes=50")
class LongConversationBench {

    private static final Path ROOT =
            Path.of(System.getProperty("waywarden.root", "..")).toAbsolutePath().normalize();
    private static final String WORDS =
            "the a we you I it is was will can have had get got see meet call write plan week"
                    + " month day today tomorrow train office lunch dinner coffee project report meeting supplier price order"
                    + " part test result team boss holiday weather family house weekend football film book music city airport"
                    + " ticket hotel room key phone number photo picture mail letter question answer idea problem reason good"
                    + " bad new old late early long short about after before with without for from to at on in of and or but";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy, HH:mm", Locale.ROOT);

    private static final String CONTACT = "main a[href*=\"/c/\"]";

    @TempDir
    Path folder;

    @Test
    void tells() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Browser.installed().isPresent(), "no Chromium is installed, or this is CI");
        // Builds where something has changed, so that no figure holds a build.
        new ProcessBuilder("./waywarden", "formats")
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Path export = export(Long.parseLong(System.getProperty("megabytes")) << 20);
        commandLine(export);
        first(export);
        again();
    }

    private Path export(long bytes) throws IOException {
        Path export = folder.resolve("WhatsApp Chat with Kim.txt");
        Random random = new Random(50);
        String[] words = WORDS.split(" ");
        List<String> telling = Files.readAllLines(ROOT.resolve("samples/six-lines.txt"));
        LocalDateTime at = LocalDateTime.of(2019, 1, 1, 8, 0);
        long written = 0;
        int lines = 0;
        try (BufferedWriter out = Files.newBufferedWriter(export)) {
            for (; written < bytes; lines++) {
                StringBuilder line = new StringBuilder();
                at = at.plusMinutes(random.nextInt(1, 20));
                line.append(TIME.format(at)).append(" - ").append(random.nextBoolean() ? "Kim: " : "Mira: ");
                if (lines % 5000 == 4999) {
                    String said = telling.get(random.nextInt(telling.size()));
                    line.append(said.substring(said.indexOf(':') + 1).strip());
                } else {
                    for (int left = random.nextInt(4, 45); left > 0; left--) {
                        line.append(words[random.nextInt(words.length)]).append(' ');
                    }
                }
                out.write(line.append('\n').toString());
                written += line.length();
            }
        }
        tell("export: %d bytes, %d messages".formatted(written, lines));
        return export;
    }

    private void commandLine(Path export) throws IOException, InterruptedException {
        Path said = folder.resolve("times");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(
                        "sh", "-c", "./waywarden screen --me Mira \"$0\" >/dev/null; times", export.toString())
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.waitFor();
        String times = Files.readAllLines(said).getLast();
        tell("screen: %.1f s of wall time, user and system time %s".formatted(seconds(begin), times));
    }

    private void first(Path export) throws IOException, InterruptedException {
        try (Opened page = new Opened();
                Browser browser = Browser.start(Browser.installed().orElseThrow(), folder)) {
            browser.window(1280, false);
            browser.go(page.address);
            browser.await("document.querySelector('[data-files]')");
            Duration before = page.cpu();
            long begin = System.nanoTime();
            browser.choose("[data-files]", List.of(export));
            // The name of the file tells whose it is, so that she is not asked.
            until(browser, CONTACT);
            tell("page: %.1f s of wall time from the drop to the list, %.1f s of processor time"
                    .formatted(seconds(begin), page.cpu().minus(before).toMillis() / 1000.0));
            begin = System.nanoTime();
            String contact = browser.ask("document.querySelector('" + CONTACT + "').href")
                    .asString();
            browser.go(URI.create(contact));
            tell("contact's page: %.2f s".formatted(seconds(begin)));
            begin = System.nanoTime();
            browser.go(URI.create(contact + "?n=170000#c1-m169999"));
            tell("a place in the middle: %.2f s".formatted(seconds(begin)));
            scroll(browser);
            begin = System.nanoTime();
            browser.press("#know button[value=yes]");
            tell("an answer, and the page after it: %.2f s".formatted(seconds(begin)));
            while (!page.keeps()) Thread.sleep(200);
            tell("memory of the page at most: %s; processor time in all %.1f s"
                    .formatted(page.most(), page.cpu().toMillis() / 1000.0));
        }
    }

    /// As a hand on a wheel does: 100 pixels forty times a second, and what the screen shows of it frame by frame.
    private static void scroll(Browser browser) {
        browser.ask("window.frames_ = []; (function frame(now) { if (window.last) frames_.push(now - window.last);"
                + " window.last = now; requestAnimationFrame(frame); })(performance.now())");
        int from = browser.ask("scrollY").asInt();
        browser.send(
                "Input.synthesizeScrollGesture",
                Map.of("x", 600, "y", 450, "yDistance", -40_000, "speed", 4000, "preventFling", true));
        double moved = browser.ask("scrollY").asInt() - from;
        String figures = browser.ask(
                        "(all => { const s = [...all].sort((a, b) => a - b); const q = p => s[Math.floor(p *"
                                + " (s.length - 1))].toFixed(1); return s.length + ' frames, ' + q(.5) + ' ms in the median, '"
                                + " + q(.95) + ' in 95 of 100, ' + q(.99) + ' in 99, ' + q(1) + ' at most; over 50 ms: ' +"
                                + " s.filter(f => f > 50).length })(frames_)")
                .asString();
        tell("scrolling at 4,000 pixels a second: %s; messages passed up to %s, %s on the page"
                .formatted(
                        figures,
                        browser.ask("[...document.querySelectorAll('.message')].at(-1).id")
                                .asString(),
                        browser.ask("document.querySelectorAll('.message').length")
                                .asString()));
        assertThat(moved).as("how far it scrolled").isNotZero();
    }

    private void again() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Opened page = new Opened();
                Browser browser = Browser.start(Browser.installed().orElseThrow(), folder)) {
            browser.go(page.address);
            tell("the next start, to the first page with the browser: %.1f s".formatted(seconds(begin)));
            until(browser, CONTACT);
            tell("the contact is in the list after %.1f s, %.1f s of processor time"
                    .formatted(seconds(begin), page.cpu().toMillis() / 1000.0));
        }
    }

    /// `./waywarden open` on one folder, as she starts it.
    private final class Opened implements AutoCloseable {
        private static final Pattern ADDRESS = Pattern.compile("http://\\S+/");

        private final Process process;
        private final URI address;

        Opened() throws IOException {
            process = new ProcessBuilder(
                            "./waywarden", "open", "--no-browser", "--lang", "en", "--folder", kept().toString())
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .start();
            BufferedReader said = process.inputReader();
            String found = null;
            for (String line = said.readLine(); line != null && found == null; line = said.readLine()) {
                Matcher matcher = ADDRESS.matcher(line);
                if (matcher.find()) found = matcher.group();
                if (found != null) break;
            }
            if (found == null) throw new AssertionError("it says no address");
            address = URI.create(found);
        }

        private Path kept() {
            return folder.resolve("kept");
        }

        Duration cpu() {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }

        boolean keeps() {
            String[] names = kept().toFile().list((in, name) -> name.matches("looks-[0-9a-f]+\\.json"));
            return names != null && names.length > 0;
        }

        String most() throws IOException {
            Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
            if (!Files.exists(status)) return "not told here";
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .map(line -> line.substring(6).strip())
                    .findFirst()
                    .orElse("not told here");
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    /// However long it takes: the browser's own patience ends sooner.
    private static void until(Browser browser, String css) throws InterruptedException {
        while (!browser.ask("!!document.querySelector('" + css + "')").asBoolean(false)) Thread.sleep(100);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void tell(String figures) {
        System.out.println("long conversation: " + figures);
    }
}
