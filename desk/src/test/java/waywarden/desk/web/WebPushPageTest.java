package waywarden.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waywarden.delivery.DatabaseSettings;
import waywarden.delivery.Subscriptions;
import waywarden.desk.DeskStage;
import waywarden.desk.Role;
import waywarden.desk.store.Enrolments;
import waywarden.result.Browser;

/// A browser that lets itself be told. The push service alone is played: a browser's own is on the public
/// network, where no test goes. The page, its policy, the worker and what it shows are real.
class WebPushPageTest {

    private static final String ENDPOINT = "https://push.example.net/of/this/browser";

    @TempDir
    Path folder;

    @Test
    void aBrowserIsEnrolledAndShowsWhatComes() throws IOException {
        Optional<Path> program = Browser.installed();
        if (program.isEmpty())
            System.out.println("WebPushPageTest is skipped: no Chromium is installed, or this is CI");
        Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed, or this is CI");
        String settings = """
                sender: desk@example.org
                name: Example desk
                channels:
                  webpush: {contact: "mailto:desk@example.org"}
                """;
        try (DeskStage desk = DeskStage.on(folder, DatabaseSettings.embedded(folder.resolve("desk.db")), settings)
                        .with("wen", Role.APPROVER);
                Browser browser = Browser.start(program.get(), folder)) {
            browser.send("ServiceWorker.enable", Map.of());
            browser.send(
                    "Browser.grantPermissions",
                    Map.of("origin", desk.address(), "permissions", List.of("notifications")));
            browser.window(1280, false);
            String key = desk.part(Enrolments.class).invite("wen", java.time.Instant.now());
            browser.go(URI.create(desk.address() + "/enrol/" + key));
            String subscription = new waywarden.delivery.testkit.Browser().subscription(ENDPOINT);
            browser.ask("PushManager.prototype.subscribe = async options => { window.asked = options; return "
                    + subscription + "; }");
            browser.ask("document.querySelector('[data-push]').click()");
            browser.await("document.querySelector('[data-push-said]').textContent");
            assertThat(browser.ask("document.querySelector('[data-push-said]').textContent")
                            .asString())
                    .startsWith("This browser will be told");
            assertThat(browser.ask("window.asked.userVisibleOnly").asBoolean()).isTrue();
            assertThat(browser.ask("window.asked.applicationServerKey").asString())
                    .matches("[A-Za-z0-9_-]{87}");
            picture(browser, "push-enrol");
            browser.ask("document.getElementById('country-0').value = 'FR'");
            browser.ask("document.querySelector('main form').requestSubmit()");
            browser.await("document.querySelector('code.link')");
            assertThat(desk.part(Subscriptions.class).count()).isEqualTo(1);
            assertThat(desk.part(JdbcClient.class)
                            .sql("select channel from address")
                            .query(String.class)
                            .list())
                    .containsExactly("webpush");
            shows(desk, browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /// What the push service would hand to the worker; a later version takes the place of the one before.
    private static void shows(DeskStage desk, Browser browser) throws IOException {
        // What comes before the worker is active is lost; a push service would send it again.
        assertThat(browser.ask("navigator.serviceWorker.ready.then(ready => ready.active.state)")
                        .asString())
                .startsWith("activat");
        for (String title : List.of("A warning", "A warning, updated")) {
            String registration = browser.told("ServiceWorker.workerRegistrationUpdated").stream()
                    .flatMap(told -> told.path("registrations").valueStream())
                    .filter(one -> one.path("scopeURL").asString("").startsWith(desk.address()))
                    .map(one -> one.path("registrationId").asString(""))
                    .findFirst()
                    .orElseThrow();
            String data = new JsonMapper()
                    .writeValueAsString(Map.of(
                            "title", title, "body", "Read it.", "tag", "one", "lang", "en", "url", desk.address()));
            boolean seen = false;
            for (int times = 0; !seen && times < 5; times++) {
                browser.send(
                        "ServiceWorker.deliverPushMessage",
                        Map.of("origin", desk.address(), "registrationId", registration, "data", data));
                seen = browser.ask("(async () => { const page = await navigator.serviceWorker.getRegistration('/');"
                                + " for (let i = 0; i < 60; i++) { const all = await page.getNotifications();"
                                + " if (all.length === 1 && all[0].title === '" + title + "') return true;"
                                + " await new Promise(next => setTimeout(next, 50)); } return false; })()")
                        .asBoolean(false);
            }
            assertThat(seen).as(title).isTrue();
        }
        JsonNode shown = browser.ask("navigator.serviceWorker.getRegistration('/').then(r => r.getNotifications())"
                + ".then(all => all.map(one => [one.body, one.tag, one.lang].join()))");
        assertThat(shown.path(0).asString("")).isEqualTo("Read it.,one,en");
    }

    private static void picture(Browser browser, String name) throws IOException {
        String pictures = System.getProperty("waywarden.pictures", "");
        if (!pictures.isEmpty())
            browser.picture(Files.createDirectories(Path.of(pictures)).resolve(name + ".png"));
    }
}
