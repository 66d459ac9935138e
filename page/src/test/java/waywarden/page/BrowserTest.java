package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waywarden.result.Browser;

/// Her way through the page in a real browser: what only a script, a screen or a keyboard shows.
class BrowserTest {

    private static final Path SAMPLE =
            Path.of(System.getProperty("waywarden.root", "..")).toAbsolutePath().resolve("samples/consultant.txt");

    @TempDir
    Path folder;

    @Test
    void herWayFromTheDropToTheReport() throws IOException {
        Optional<Path> program = Browser.installed();
        if (program.isEmpty()) System.out.println("BrowserTest is skipped: no Chromium is installed, or this is CI");
        Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed, or this is CI");
        String axe = axe();
        try (Visitor visitor = Visitor.on(folder.resolve("kept"));
                Browser browser = Browser.start(program.get(), folder)) {
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
            browser.ask("document.querySelector('#c1-m7 button.ref').click()");
            browser.await("document.querySelector('#c1-m7 [popover]:popover-open')");
            browser.ask("document.querySelector('#know button[value=yes]').click()");
            browser.await("document.querySelector('.flash')?.innerText.startsWith('Thank you')");

            List<String> faults = new ArrayList<>();
            for (String path :
                    List.of("", contact, "diary", "check", "tell", "learn/cases", "learn/exercise", "settings")) {
                for (int width : new int[] {360, 1280}) {
                    browser.window(width, width == 360);
                    browser.go(visitor.at(path));
                    String where = path + " at " + width;
                    int over = browser.ask("document.documentElement.scrollWidth - innerWidth")
                            .asInt();
                    if (over > 0) faults.add(where + " is " + over + " pixels too wide");
                    browser.ask(axe);
                    JsonNode grave = browser.ask(
                            "axe.run(document).then(r => r.violations.filter(v => v.impact === 'critical' ||"
                                    + " (v.impact === 'serious' && v.id !== 'color-contrast')).map(v => v.id))");
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

    private static String axe() throws IOException {
        String name = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream in = Objects.requireNonNull(BrowserTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
