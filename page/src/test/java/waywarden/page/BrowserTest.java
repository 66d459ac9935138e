package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waywarden.result.Browser;

/// Her way through the page in a real browser: what only a script, a screen or a keyboard shows.
class BrowserTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("waywarden.root", "..")).toAbsolutePath().resolve("samples/consultant.txt");

    private static final String UNLOCK = "form[action$=unlock] button";

    @TempDir
    Path folder;

    @Test
    void herWayFromTheDropToTheReport() throws IOException {
        String axe = axe();
        try (Visitor visitor = Visitor.on(folder.resolve("kept"));
                Browser browser = browser()) {
            browser.window(1280, false);
            browser.go(visitor.addressForOneUse());
            assertThat(browser.ask("location.pathname").asString())
                    .isEqualTo(visitor.address().getPath());
            browser.choose("[data-files]", List.of(SAMPLE));
            browser.await("document.querySelector('input[value=\"Mira Solberg\"]')");
            browser.ask("document.querySelector('input[value=\"Mira Solberg\"]').click()");
            browser.ask("document.querySelector('.card.ask form button').click()");
            browser.await("document.querySelector('.people li.stop')");

            String contact = "c/" + visitor.key("Daniel Foster");
            browser.go(visitor.at(contact));
            browser.ask("document.querySelector('#c1-m7 mark').click()");
            browser.await("document.querySelector('#c1-m7 [popover]:popover-open')");
            assertThat(browser.ask("document.querySelector('#c1-m7 [popover]:popover-open').innerText")
                            .asString())
                    .contains("Often innocent", "Sources");
            browser.ask("document.querySelector('#know button[value=yes]').click()");
            browser.await("document.querySelector('.flash')?.innerText.startsWith('Thank you')");

            List<String> faults = new ArrayList<>();
            for (String path : List.of(
                    "",
                    contact,
                    "diary",
                    "check",
                    "before",
                    "tell",
                    "learn",
                    "learn/cases",
                    "learn/indicators",
                    "learn/exercise",
                    "advisories",
                    "settings")) {
                for (int width : new int[] {360, 1280}) {
                    browser.window(width, width == 360);
                    browser.go(visitor.at(path));
                    String where = path + " at " + width;
                    int over = browser.ask("document.documentElement.scrollWidth - innerWidth")
                            .asInt();
                    if (over > 0) faults.add(where + " is " + over + " pixels too wide");
                    // Of what is not drawn yet a measurer of colours takes the place, and what lies there, for its own.
                    browser.ask("document.querySelectorAll('.message')"
                            + ".forEach(m => m.style.contentVisibility = 'visible')");
                    browser.ask(axe);
                    JsonNode grave = browser.ask(
                            "axe.run(document).then(r => r.violations.filter(v => v.impact === 'critical' ||"
                                    + " v.impact === 'serious').map(v => v.id + ' ' + v.nodes[0].target))");
                    if (!grave.isEmpty()) faults.add(where + ": " + grave);
                }
            }
            assertThat(faults).isEmpty();
            String ours = visitor.origin();
            assertThat(browser.requests())
                    .isNotEmpty()
                    .allMatch(address -> address.startsWith(ours + "/") || address.startsWith("data:"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private Browser browser() throws IOException {
        Optional<Path> program = Browser.installed();
        if (program.isEmpty()) System.out.println("BrowserTest is skipped: no Chromium is installed, or this is CI");
        Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed, or this is CI");
        return Browser.start(program.get(), folder);
    }

    @Test
    void eachOfHerOtherWays() throws IOException {
        Path warning = Files.writeString(
                folder.resolve("w.xml"), AdvisoriesStoryTest.warning("one", "Paid reports", "FR", "energy"));
        try (Visitor visitor = Visitor.on(folder.resolve("kept"));
                Browser browser = browser()) {
            browser.window(360, false);
            browser.go(visitor.address());
            browser.drop(
                    "[data-drop]",
                    "chat.txt",
                    "Kim: Are we still on?\nMira: Yes.\nKim: \u0645\u0631\u062d\u0628\u0627 \u0628\u0643\n");
            browser.await("document.querySelector('input[value=\"Mira\"]')");
            browser.ask("document.querySelector('input[value=\"Mira\"]').click()");
            browser.press(".card.ask form button");
            browser.await("document.querySelector('.plainlist a')");
            String contact = "c/" + visitor.key("Kim");
            browser.go(visitor.at(contact));
            String direction = "getComputedStyle(document.querySelector('#c1-m%d .text')).direction";
            assertThat(browser.ask(direction.formatted(2)).asString()).isEqualTo("rtl");
            assertThat(browser.ask(direction.formatted(0)).asString()).isEqualTo("ltr");

            browser.go(visitor.at("diary"));
            browser.type("#name", "Anna Lind");
            browser.type("#place", "Hotel bar");
            browser.type("textarea[name=asked]", "She asked who else works on the coating.");
            browser.press("main form.card > button");
            assertThat(browser.ask("document.body.innerText").asString()).contains("Anna Lind");

            browser.go(visitor.at("check"));
            browser.type("#name", "Anna Lind");
            browser.ask("document.querySelector('input[name=hollow-firm][value=yes]').click()");
            browser.press("main form.card > button");
            browser.await("document.querySelector('.flash')");
            String anna = "tell/" + visitor.key("Anna Lind");

            browser.go(visitor.at(anna));
            browser.type("#note", "She wrote to anna@example.org.");
            browser.press("main form > button");
            assertThat(browser.ask("document.querySelector('.paper').innerText").asString())
                    .contains("She wrote to [address]")
                    .contains("coating");
            assertThat(browser.ask("document.querySelector('[data-print]').hidden")
                            .asBoolean())
                    .isFalse();

            browser.go(visitor.at("advisories"));
            browser.type("#where", warning.toString());
            browser.press("form[action$=add] button");
            assertThat(browser.ask("document.querySelector('.advisory h2').innerText")
                            .asString())
                    .isEqualTo("Paid reports");

            browser.go(visitor.at("learn/exercise"));
            browser.ask("document.querySelector('main input[type=radio]').click()");
            browser.press("main form button");
            assertThat(browser.ask("document.querySelector('main').innerText").asString())
                    .containsIgnoringCase("What Waywarden says of it");

            browser.press(".languages button[value=zh]");
            assertThat(browser.ask("document.documentElement.lang").asString()).startsWith("zh");
            browser.go(visitor.at("settings"));
            browser.ask("document.querySelector('.danger input').click()");
            browser.press(".danger button");
            assertThat(browser.ask("document.querySelectorAll('.plainlist a').length")
                            .asInt())
                    .isZero();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void whatSheSaysCanBeTakenBack() throws IOException {
        try (Visitor visitor = Visitor.withNoTrace();
                Browser browser = browser()) {
            visitor.sample();
            visitor.drop("football.txt", "Kim: Football?\nMira Solberg: Yes\n".getBytes(StandardCharsets.UTF_8));
            browser.go(visitor.at("c/" + visitor.key("Daniel Foster")));
            String article = "document.querySelector('article.contact').innerText";
            String said = "document.querySelector('.flash').innerText";
            String before = browser.ask(article).asString();
            browser.press("#k-verified button[value=yes]");
            assertThat(browser.ask(said).asString()).startsWith("Thank you");
            assertThat(browser.ask(article).asString()).contains("What I know:").isNotEqualTo(before);
            browser.press("#k-verified button.plain");
            assertThat(browser.ask(said).asString()).startsWith("Thank you");
            assertThat(browser.ask(article).asString()).isEqualTo(before);

            browser.press("form[action$=join] button");
            assertThat(browser.ask(said).asString()).startsWith("Joined");
            // What is far down the page has no inner text until it is scrolled to.
            assertThat(browser.ask("document.querySelector('.conversation').textContent")
                            .asString())
                    .contains("Football?");
            assertThat(visitor.see("").select("a[href*=/c/]").eachText()).noneMatch(line -> line.contains("Kim"));
            browser.press("form[action$=part] button");
            assertThat(browser.ask(said).asString()).startsWith("Parted");
            assertThat(browser.ask(article).asString()).isEqualTo(before);
            assertThat(visitor.key("Kim")).isNotEmpty();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theReportIsSavedAsJsonAndForTheDeskAlone() throws IOException {
        Path saved = Files.createDirectory(folder.resolve("saved"));
        try (Visitor visitor = Visitor.withNoTrace();
                Browser browser = browser()) {
            visitor.sample();
            visitor.submit("settings/desk", "name", "Ines at the desk", "key", WorkerStoryTest.DESK_KEY);
            browser.send("Page.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", saved.toString()));
            browser.go(visitor.at("tell/" + visitor.key("Daniel Foster")));
            browser.press("main form > button");
            String seen = browser.ask("document.querySelector('pre.json').textContent")
                    .asString();
            String link = "document.querySelector('main a[href$=\"%s\"]').click()";
            browser.ask(link.formatted("report.json"));
            assertThat(Files.readString(only(saved, ".json"))).isEqualTo(seen).contains("short report", "[me]");
            browser.ask(link.formatted("report.json.age"));
            assertThat(Files.readString(only(saved, ".age"), StandardCharsets.ISO_8859_1))
                    .startsWith("age-encryption.org/v1")
                    .doesNotContain("short report");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// The file with this ending, once the browser has saved it.
    private static Path only(Path saved, String ending) throws IOException {
        for (int i = 0; i < 1000; i++) {
            try (Stream<Path> files = Files.list(saved)) {
                Optional<Path> found =
                        files.filter(file -> file.toString().endsWith(ending)).findFirst();
                if (found.isPresent()) return found.get();
            }
            Visitor.pause();
        }
        throw new AssertionError("nothing is ever saved that ends in " + ending);
    }

    @Test
    void aPassphraseLocksWhatIsKept() throws IOException {
        try (Visitor visitor = Visitor.on(folder.resolve("kept"));
                Browser browser = browser()) {
            visitor.sample();
            browser.go(visitor.at("settings"));
            browser.type("#passphrase", "four plain words");
            browser.type("#again", "four plain words");
            browser.press("form[action$=passphrase] button");
            assertThat(browser.ask("document.body.innerText").asString()).contains("now encrypted");
        }
        try (Visitor locked = Visitor.on(folder.resolve("kept"));
                Browser browser = browser()) {
            browser.go(locked.address());
            assertThat(browser.ask("document.body.innerText").asString())
                    .contains("Your passphrase")
                    .doesNotContain("Foster");
            browser.type("#passphrase", "four other words");
            browser.press(UNLOCK);
            assertThat(browser.ask("document.querySelector('#wrong').innerText").asString())
                    .isEqualTo("That is not the passphrase.");
            browser.type("#passphrase", "four plain words");
            browser.press(UNLOCK);
            // The page looks again by itself while the contacts are read.
            browser.await("document.querySelector('.people li.stop')");
            assertThat(browser.complaints())
                    .as("nothing but the wrong passphrase")
                    .allMatch(said -> said.contains("403"));
        }
    }

    @Test
    void aDraftIsAnsweredAsSheTypes() throws IOException, GeneralSecurityException {
        BeforeStoryTest desk = new BeforeStoryTest();
        desk.folder = folder;
        try (Visitor visitor = Visitor.on(folder.resolve("kept"));
                Browser browser = browser()) {
            browser.go(visitor.at("before"));
            browser.choose("#register-file", List.of(desk.registerFile()));
            browser.type("#key-text", desk.keyText());
            browser.press("[data-register] button");
            browser.type("#draft", "Project Blue Heron is late.");
            browser.await("document.querySelector('.touches mark')");
            browser.type("#draft", "See you at seven.");
            browser.await("!document.querySelector('.touches')");
            browser.drop("[data-look]", "letter.txt", "About project blue heron");
            browser.await("document.querySelector('.touches mark')");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aLongConversationIsFetchedAsSheScrollsAndLetGoBehindHer() throws IOException {
        StringBuilder export = new StringBuilder();
        for (int i = 0; i < 4000; i++) {
            export.append(i % 2 == 0 ? "Kim" : "Mira")
                    .append(": message ")
                    .append(i)
                    .append('\n');
        }
        try (Visitor visitor = Visitor.withNoTrace();
                Browser browser = browser()) {
            visitor.drop("long.txt", export.toString().getBytes(StandardCharsets.UTF_8));
            visitor.post("drop/me", "name", "Mira");
            visitor.untilDone();
            browser.go(visitor.at("c/" + visitor.key("Kim") + "?n=2000#c1-m1999"));
            String last = "Number([...document.querySelectorAll('.message')].at(-1).id.split('-m')[1])";
            String first = "Number(document.querySelector('.message').id.split('-m')[1])";
            while (browser.ask(last).asInt() < 3500) {
                int before = browser.ask(last).asInt();
                browser.await(scrolledTo("later") + " && " + last + " > " + before);
            }
            assertThat(browser.ask("document.querySelectorAll('.message').length")
                            .asInt())
                    .isLessThanOrEqualTo(1050);
            assertThat(browser.ask(first).asInt()).isGreaterThan(2000);
            int gone = browser.ask(first).asInt();
            browser.await(scrolledTo("earlier") + " && " + first + " < " + gone);
            String order = "[...document.querySelectorAll('.message')].map(m => Number(m.id.split('-m')[1]))"
                    + ".every((m, i, all) => i === 0 || m === all[i - 1] + 1)";
            assertThat(browser.ask(order).asBoolean())
                    .as("no message twice or missing")
                    .isTrue();
        }
    }

    /// Scrolls to where more is to come, at once: a smooth scroll would begin anew with each call.
    private static String scrolledTo(String side) {
        return "[...document.querySelectorAll('.more[data-" + side
                + "]')].every(place => (place.scrollIntoView({ behavior: 'instant' }), true))";
    }

    private static String axe() throws IOException {
        String name = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream in = Objects.requireNonNull(BrowserTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
