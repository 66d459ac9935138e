package waywarden.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waywarden.delivery.DatabaseSettings;
import waywarden.desk.DeskStage;
import waywarden.desk.Role;
import waywarden.result.Browser;

/// The whole way of a warning in a real browser: somebody enrols, a warning is written, approved by a
/// second person, issued, seen in the feed, delivered by mail, answered with a call for help that the
/// desk closes, and withdrawn. Pictures of the pages go where `waywarden.pictures` says.
class DeskStoryTest {

    @TempDir
    Path folder;

    private final List<String> faults = new ArrayList<>();

    @Test
    void aWarningReachesSomebodyAndIsWithdrawn() throws Exception {
        Optional<Path> program = Browser.installed();
        if (program.isEmpty()) System.out.println("DeskStoryTest is skipped: no Chromium is installed, or this is CI");
        Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed, or this is CI");
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        String settings = "sender: desk@example.org\nname: Example desk\nchannels:\n  mail: {host: 127.0.0.1, port: "
                + mail.getSmtp().getPort() + ", security: none, from: desk@example.org}\n";
        try (DeskStage desk = DeskStage.on(folder, DatabaseSettings.embedded(folder.resolve("desk.db")), settings)
                        .with("mira", Role.ISSUER)
                        .with("wen", Role.APPROVER, Role.ADMIN);
                Browser browser = Browser.start(program.get(), folder)) {
            browser.window(1280, false);
            signIn(desk, browser, "wen");
            enrol(desk, browser);
            String warning = write(desk, browser);
            approveAndIssue(desk, browser, warning);

            assertThat(desk.guest().get("/feed.atom").body()).contains("Small paid reports can lead to large requests");
            assertThat(mail.waitForIncomingEmail(30_000, 1)).isTrue();
            String text = GreenMailUtil.getWholeMessage(mail.getReceivedMessages()[0]);
            assertThat(text).contains("desk@example.org");
            askForHelp(desk, browser, mail.getReceivedMessages()[0]);
            passkey(desk, browser);
            everyPageHolds(desk, browser, warning);

            signIn(desk, browser, "mira");
            browser.go(at(desk, warning));
            browser.ask("document.querySelector('form[action$=\"/withdraw\"]').closest('details').open = true");
            fill(browser, "why", "It was wrong.");
            submit(browser, "form[action$=\"/withdraw\"]");
            browser.await("document.querySelector('form[action$=\"/issue-at-once\"]')");
            browser.ask("window.confirm = () => true");
            submit(browser, "form[action$=\"/issue-at-once\"]");
            browser.await("document.querySelector('.flash')?.innerText.startsWith('Issued')");
            assertThat(desk.guest().get("/feed.atom").body()).contains("WITHDRAWN 已撤回");
            assertThat(mail.waitForIncomingEmail(30_000, 2)).isTrue();

            assertThat(faults).isEmpty();
            assertThat(browser.requests())
                    .isNotEmpty()
                    .allMatch(address -> address.startsWith(desk.address() + "/") || address.startsWith("data:"));
            // A link that has ended says so by its status too.
            assertThat(browser.complaints().stream().filter(said -> !said.contains("status of 410")))
                    .isEmpty();
        } finally {
            mail.stop();
        }
    }

    private static URI at(DeskStage desk, String path) {
        return URI.create(desk.address() + path);
    }

    private static void fill(Browser browser, String id, String value) {
        browser.ask("(() => { const f = document.getElementById('" + id + "'); f.value = '" + value
                + "'; f.dispatchEvent(new Event('input', {bubbles: true}));"
                + " f.dispatchEvent(new Event('change', {bubbles: true})); })()");
    }

    private static void submit(Browser browser, String form) {
        browser.ask("document.querySelector('" + form.replace("\"", "\\\"") + "').requestSubmit()");
    }

    private static void signIn(DeskStage desk, Browser browser, String name) throws IOException {
        // A page of warnings still asks for its audience: without cookies that would be answered with a
        // session of its own, which takes the place of the one that the sign-in page has.
        browser.go(at(desk, "/sign-in"));
        browser.send("Network.clearBrowserCookies", Map.of());
        browser.go(at(desk, "/sign-in"));
        fill(browser, "username", name);
        fill(browser, "password", DeskStage.PASSPHRASE);
        submit(browser, "form[action=\"/sign-in\"]");
        browser.await("location.pathname === '/' && document.querySelector('nav')");
    }

    private void enrol(DeskStage desk, Browser browser) throws IOException {
        browser.go(at(desk, "/people"));
        submit(browser, "form[action=\"/people/invite\"]");
        browser.await("document.querySelector('code.link')");
        look(browser, "people", false);
        String link =
                browser.ask("document.querySelector('code.link').innerText").asString();
        browser.go(URI.create(link));
        fill(browser, "country-0", "FR");
        fill(browser, "languages", "en, zh");
        fill(browser, "address-mail", "reader@example.net");
        look(browser, "enrol", false);
        submit(browser, "main form");
        browser.await("document.querySelector('code.link')");
        String mine =
                browser.ask("document.querySelector('code.link').innerText").asString();
        browser.go(URI.create(mine));
        assertThat(browser.ask("document.getElementById('address-mail').value").asString())
                .isEqualTo("reader@example.net");
        browser.go(URI.create(link));
        assertThat(browser.ask("document.querySelector('form')").isNull())
                .as("an invitation is good once")
                .isTrue();
    }

    private String write(DeskStage desk, Browser browser) throws IOException {
        signIn(desk, browser, "mira");
        browser.go(at(desk, "/warnings/new"));
        look(browser, "new", false);
        browser.ask("document.querySelector('button[value=\"paid-consultancy\"]').click()");
        browser.await("document.getElementById('countries') && window.htmx");
        assertThat(browser.ask("!!document.querySelector('#checks .bad')").asBoolean())
                .as("a place is missing")
                .isTrue();
        fill(browser, "countries", "FR, DE");
        browser.await("document.querySelector('#checks p.good')");
        browser.await("document.querySelector('#audience')?.innerText.includes('Fewer than 5')");
        fill(browser, "headline-en", "");
        browser.await("document.querySelector('#checks a[href=\"#headline-en\"]')");
        look(browser, "writing", false);
        fill(browser, "headline-en", "Small paid reports can lead to large requests");
        browser.await("document.querySelector('#checks p.good')");
        look(browser, "edit", false);
        browser.window(360, true);
        look(browser, "edit-narrow", false);
        browser.window(1280, false);
        String path = browser.ask("location.pathname").asString().replace("/edit", "");
        browser.ask("document.querySelector('button[value=\"submit\"]').click()");
        browser.await("location.pathname === '" + path + "' && document.querySelector('.flash')");
        assertThat(browser.ask("document.querySelector('form[action$=\"/approve\"]')")
                        .isNull())
                .as("nobody approves their own")
                .isTrue();
        return path;
    }

    private void approveAndIssue(DeskStage desk, Browser browser, String warning) throws IOException {
        signIn(desk, browser, "wen");
        browser.await("document.querySelector('#waiting')");
        look(browser, "desk-waiting", false);
        browser.go(at(desk, warning));
        browser.await("document.querySelector('form[action$=\"/approve\"]')");
        look(browser, "approve", false);
        submit(browser, "form[action$=\"/approve\"]");
        browser.await("document.querySelector('.flash')?.innerText.startsWith('Approved')");
        signIn(desk, browser, "mira");
        browser.go(at(desk, warning));
        browser.ask("window.confirm = () => true");
        submit(browser, "form[action$=\"/issue\"]");
        browser.await("document.querySelector('.flash')?.innerText.startsWith('Issued')");
        look(browser, "issued", false);
    }

    private void askForHelp(DeskStage desk, Browser browser, MimeMessage message) throws Exception {
        String text = String.valueOf(GreenMailUtil.getBody(message))
                .replace("=\r\n", "")
                .replace("=3D", "=");
        List<String> links = new ArrayList<>();
        Matcher found = Pattern.compile(Pattern.quote(desk.address()) + "/a/[A-Za-z0-9_-]+")
                .matcher(text);
        while (found.find()) if (!links.contains(found.group())) links.add(found.group());
        assertThat(links).as("read, safe, help").hasSize(3);
        Matcher page = Pattern.compile(Pattern.quote(desk.address()) + "(/w/[A-Za-z0-9_-]+)")
                .matcher(text);
        assertThat(page.find()).isTrue();
        browser.go(at(desk, page.group(1)));
        look(browser, "public", false);

        for (String link : links) browser.go(URI.create(link));
        browser.send("Network.clearBrowserCookies", Map.of());
        assertThat(desk.signedIn("wen").get("/help").body()).contains("Nobody is waiting for help");
        browser.go(URI.create(links.get(2)));
        look(browser, "answer", false);
        submit(browser, "main form");
        browser.await("document.querySelector('.flash')?.innerText.includes('keep your call open')");

        signIn(desk, browser, "wen");
        browser.go(at(desk, "/help"));
        look(browser, "help", false);
        assertThat(browser.ask("document.body.innerText").asString()).doesNotContain("reader@example.net");
        submit(browser, "form[action$=\"/reach\"]");
        browser.await("document.body.innerText.includes('reader@example.net')");
        browser.ask("window.confirm = () => true");
        submit(browser, "form[action$=\"/close\"]");
        browser.await("document.body.innerText.includes('Nobody is waiting')");
    }

    /// With an authenticator that the browser plays.
    private static void passkey(DeskStage desk, Browser browser) throws IOException {
        browser.send("WebAuthn.enable", Map.of());
        browser.send(
                "WebAuthn.addVirtualAuthenticator",
                Map.of(
                        "options",
                        Map.of(
                                "protocol",
                                "ctap2",
                                "transport",
                                "internal",
                                "hasResidentKey",
                                true,
                                "hasUserVerification",
                                true,
                                "isUserVerified",
                                true,
                                "automaticPresenceSimulation",
                                true)));
        browser.go(at(desk, "/account"));
        fill(browser, "passkey-label", "test key");
        browser.ask("document.querySelector('[data-passkey-new]').click()");
        browser.await("document.querySelector('main .plainlist li')?.innerText.includes('test key')");
        browser.send("Network.clearBrowserCookies", Map.of());
        browser.go(at(desk, "/sign-in"));
        browser.ask("document.querySelector('[data-passkey-in]').click()");
        browser.await("location.pathname === '/' && document.querySelector('nav')");
        assertThat(browser.ask("document.querySelector('.tools').innerText").asString())
                .contains("wen");
    }

    private void everyPageHolds(DeskStage desk, Browser browser, String warning) throws IOException {
        signIn(desk, browser, "mira");
        String letters = warning.replace("/warnings/", "/letters/");
        List<String> mine = List.of("/", "/warnings/new", warning, warning + "/preview", "/letters", letters, "/help");
        for (String path : mine) look(desk, browser, path);
        signIn(desk, browser, "wen");
        for (String path :
                List.of("/people", "/account", "/accounts", "/accounts/mira", "/audit", "/health", "/feeds")) {
            look(desk, browser, path);
        }
        browser.send("Network.clearBrowserCookies", Map.of());
        look(desk, browser, "/sign-in");
        look(desk, browser, "/a/none");
    }

    private void look(DeskStage desk, Browser browser, String path) throws IOException {
        for (int width : new int[] {360, 1280}) {
            browser.window(width, width == 360);
            browser.go(at(desk, path + (width == 360 ? "?lang=zh" : "")));
            look(browser, path.replaceAll("[0-9a-f-]{36}", "one").replace('/', '-') + "-" + width, true);
        }
        browser.window(1280, false);
    }

    /// What a screen reader, a narrow screen and, where pictures are wanted, a person would mind.
    private void look(Browser browser, String name, boolean narrow) throws IOException {
        int over =
                browser.ask("document.documentElement.scrollWidth - innerWidth").asInt();
        if (over > 0) faults.add(name + " is " + over + " pixels too wide");
        browser.ask(axe());
        JsonNode grave = browser.ask(
                "axe.run(document).then(r => r.violations.filter(v => v.impact === 'critical' || v.impact === 'serious')"
                        + ".map(v => v.id + ' ' + v.nodes[0].html.slice(0, 120)))");
        if (!grave.isEmpty()) faults.add(name + ": " + grave);
        String pictures = System.getProperty("waywarden.pictures", "");
        if (pictures.isEmpty()) return;
        Path file = Files.createDirectories(Path.of(pictures)).resolve(name + (narrow ? "" : "-story") + ".png");
        browser.picture(file);
    }

    private static String axe() throws IOException {
        String name = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream in = Objects.requireNonNull(DeskStoryTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
