package waywarden.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import waywarden.advisory.area.Countries;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Stay;
import waywarden.delivery.Acknowledgements;
import waywarden.delivery.Address;
import waywarden.delivery.DatabaseSettings;
import waywarden.delivery.Subscriber.Kind;
import waywarden.delivery.Subscriptions;
import waywarden.desk.DeskStage;
import waywarden.desk.DeskStage.Guest;
import waywarden.desk.Role;
import waywarden.desk.web.LetterPages.Area;
import waywarden.result.Browser;
import waywarden.result.Texts;

/// Answers by area, on the map and in the table beneath it.
class AnswersMapTest {

    private static final Texts ENGLISH = Texts.in("en", Locale.ENGLISH, "waywarden.desk.messages");

    @TempDir
    Path folder;

    private static void outlinesAreHere() {
        boolean here = Countries.bundled().isPresent();
        if (!here) System.out.println("AnswersMapTest is skipped: the outlines could not be had when this was built");
        Assumptions.assumeTrue(here, "no outlines of countries");
    }

    @Test
    void aDiscIsAsItsNumbersAndFewPeopleAreNotTold() {
        outlinesAreHere();
        WorldMap map = WorldMap.of(
                List.of(
                        new Area("SG", "Singapore", false, 3, 1, 0, 1, 1),
                        new Area("FR", "France", true, 25, 16, 0, 0, 9),
                        new Area("CN", "China", true, 100, 20, 4, 1, 75),
                        new Area("", "has left", true, 30, 0, 0, 0, 30)),
                ENGLISH);
        assertThat(map.discs()).extracting(WorldMap.Disc::size).containsExactly("24.0", "12.0", "5.0");
        assertThat(map.discs()).extracting(WorldMap.Disc::answered).containsExactly("12.0", "9.6", "0.0");
        assertThat(map.discs()).extracting(WorldMap.Disc::help).containsExactly(true, false, false);
        assertThat(map.discs().getLast().says()).isEqualTo("Singapore: fewer than five people; not told");
        assertThat(map.discs().getFirst().says()).contains("100 have it", "need help 1");
    }

    @Test
    void everythingOfTheLandLiesOnTheMap() {
        outlinesAreHere();
        String land = new String(WorldMap.land(), StandardCharsets.UTF_8);
        assertThat(land).startsWith("<svg").endsWith("</svg>").doesNotContain("NaN", "Infinity");
        assertThat(land.length()).isBetween(50_000, 400_000);
    }

    @Test
    void theDeskSeesWhereAnswersComeFrom() throws Exception {
        outlinesAreHere();
        Optional<Path> program = Browser.installed();
        if (program.isEmpty()) System.out.println("AnswersMapTest is skipped: no Chromium is installed, or this is CI");
        Assumptions.assumeTrue(program.isPresent(), "no Chromium is installed, or this is CI");
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        String settings = "sender: desk@example.org\nname: Example desk\nchannels:\n  mail: {host: 127.0.0.1, port: "
                + mail.getSmtp().getPort() + ", security: none, from: desk@example.org}\n";
        Map<String, Integer> people = new LinkedHashMap<>(Map.of("FR", 12, "CN", 14, "SG", 6, "ZA", 5));
        people.put("NZ", 2);
        int all = people.values().stream().mapToInt(Integer::intValue).sum();
        try (DeskStage desk = DeskStage.on(folder, DatabaseSettings.embedded(folder.resolve("desk.db")), settings)
                        .with("mira", Role.ISSUER)
                        .with("wen", Role.APPROVER);
                Browser browser = Browser.start(program.get(), folder)) {
            people.forEach((country, number) -> enrol(desk, country, number));
            String warning = issue(desk, people.keySet());
            assertThat(mail.waitForIncomingEmail(30_000, all)).isTrue();
            answer(desk, mail, "CN", 0, 6);
            answer(desk, mail, "FR", 2, 1);

            browser.window(1280, false);
            browser.go(URI.create(desk.address() + "/sign-in"));
            browser.ask("document.getElementById('username').value = 'wen'");
            browser.ask("document.getElementById('password').value = '" + DeskStage.PASSPHRASE + "'");
            browser.ask("document.querySelector('form[action=\"/sign-in\"]').requestSubmit()");
            browser.await("location.pathname === '/' && document.querySelector('nav')");
            browser.go(URI.create(desk.address() + "/letters/" + warning));
            assertThat(browser.ask("document.querySelectorAll('.map g:not(.few)').length")
                            .asInt())
                    .isEqualTo(4);
            assertThat(browser.ask("document.querySelector('.map g.help title').textContent")
                            .asString())
                    .startsWith("France: 12 have it")
                    .contains("need help 1");
            assertThat(browser.ask("document.querySelector('.map g.few title').textContent")
                            .asString())
                    .isEqualTo("New Zealand: fewer than five people; not told");
            assertThat(desk.guest().get("/world.svg").statusCode())
                    .as("for those signed in")
                    .isNotEqualTo(200);
            assertThat(desk.signedIn("wen").get("/world.svg").body())
                    .isEqualTo(new String(WorldMap.land(), StandardCharsets.UTF_8));
            assertThat(browser.complaints()).isEmpty();
            pictures(desk, browser, warning);
        } finally {
            mail.stop();
        }
    }

    /// Where a person wants to look.
    private static void pictures(DeskStage desk, Browser browser, String warning) throws IOException {
        String pictures = System.getProperty("waywarden.pictures", "");
        if (pictures.isEmpty()) return;
        Path to = Files.createDirectories(Path.of(pictures));
        Matcher invitation = Pattern.compile("/enrol/[A-Za-z0-9_-]+")
                .matcher(desk.signedIn("mira").post("/people", "/people/invite").body());
        String enrol = invitation.find() ? invitation.group() : "/people";
        Map<String, String> pages =
                Map.of("map", "/letters/" + warning, "letters", "/letters", "enrol", enrol, "feeds", "/feeds");
        for (int width : new int[] {1280, 390}) {
            browser.window(width, width == 390);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                browser.go(URI.create(desk.address() + page.getValue()));
                browser.picture(to.resolve(page.getKey() + "-" + width + ".png"));
            }
        }
    }

    @Test
    void openingAnAddressAnswersNothingAndPressingItTwiceAnswersOnce() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        String settings = "sender: desk@example.org\nname: Example desk\nchannels:\n  mail: {host: 127.0.0.1, port: "
                + mail.getSmtp().getPort() + ", security: none, from: desk@example.org}\n";
        try (DeskStage desk = DeskStage.on(folder, DatabaseSettings.embedded(folder.resolve("desk.db")), settings)
                .with("mira", Role.ISSUER)
                .with("wen", Role.APPROVER)) {
            enrol(desk, "FR", 1);
            String warning = issue(desk, Set.of("FR"));
            assertThat(mail.waitForIncomingEmail(30_000, 1)).isTrue();
            String text = String.valueOf(GreenMailUtil.getBody(mail.getReceivedMessages()[0]))
                    .replace("=\r\n", "")
                    .replace("=3D", "=");
            List<String> links = Pattern.compile("/a/[A-Za-z0-9_-]+")
                    .matcher(text)
                    .results()
                    .map(found -> found.group())
                    .distinct()
                    .toList();
            assertThat(links).hasSize(3);
            Acknowledgements answers = desk.part(Acknowledgements.class);
            for (String link : links) {
                for (String method : List.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE")) {
                    desk.guest().send(method, link, "");
                    desk.guest().send(method, link + "?confirm=yes", "");
                }
            }
            assertThat(answers.counts(warning).answers().values()).allMatch(count -> count == 0);
            assertThat(answers.openHelp()).isEmpty();
            for (int i = 0; i < 5; i++) {
                assertThat(desk.guest().bare(links.get(2)).statusCode()).isEqualTo(200);
            }
            assertThat(answers.counts(warning).answers().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isOne();
            assertThat(answers.openHelp()).hasSize(1);
        } finally {
            mail.stop();
        }
    }

    private static void enrol(DeskStage desk, String country, int number) {
        for (int i = 0; i < number; i++) {
            Person person = new Person(
                    List.of(new Stay(country, null, null, null, null)),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    List.of("en"),
                    false);
            desk.part(Subscriptions.class)
                    .enrol(
                            Kind.PERSON,
                            person,
                            List.of(new Address("mail", country.toLowerCase(Locale.ROOT) + i + "@example.net")));
        }
    }

    /// @return the warning's id
    static String issue(DeskStage desk, Set<String> countries) {
        JsonMapper json = new JsonMapper();
        Guest program = desk.guest();
        JsonNode begun =
                json.readTree(program.api("POST", "/api/v1/warnings", "mira", "{\"template\": \"paid-consultancy\"}")
                        .body());
        ObjectNode content = (ObjectNode) begun.path("content").deepCopy();
        var places = ((ObjectNode) content.path("place")).putArray("countries");
        countries.forEach(places::add);
        content.put("severity", "EXTREME").put("urgency", "IMMEDIATE");
        ObjectNode change =
                json.createObjectNode().put("revision", begun.path("revision").asInt());
        change.set("content", content);
        String id = begun.path("id").asString("");
        program.api("PUT", "/api/v1/warnings/" + id, "mira", change.toString());
        assertThat(program.api("POST", "/api/v1/warnings/" + id + "/issue-at-once", "mira", "{}")
                        .statusCode())
                .isEqualTo(200);
        return id;
    }

    /// The page that web push leads to offers the answers it is given, and nothing else.
    private static void offers(DeskStage desk, String page, List<String> links) {
        List<String> tokens =
                links.stream().map(link -> link.substring("/a/".length())).toList();
        String all = "?read=" + tokens.get(0) + "&safe=" + tokens.get(1) + "&help=" + tokens.get(2);
        assertThat(desk.guest().get(page + all).body())
                .contains(links.stream().map(link -> "href=\"" + link + "\"").toList());
        String swapped = "?read=" + tokens.get(2) + "&safe=zq%22%3E&help=";
        assertThat(desk.guest().get(page + swapped).body()).doesNotContain("/a/", "zq");
    }

    /// The first few people of a country answer.
    private static void answer(DeskStage desk, GreenMail mail, String country, int which, int people)
            throws IOException, jakarta.mail.MessagingException {
        for (var message : mail.getReceivedMessages()) {
            String to = message.getAllRecipients()[0].toString();
            if (!to.startsWith(country.toLowerCase(Locale.ROOT))) continue;
            if (Integer.parseInt(to.substring(2, to.indexOf('@'))) >= people) continue;
            String text = String.valueOf(GreenMailUtil.getBody(message))
                    .replace("=\r\n", "")
                    .replace("=3D", "=");
            Matcher link = Pattern.compile("/a/[A-Za-z0-9_-]+").matcher(text);
            List<String> links =
                    link.results().map(found -> found.group()).distinct().toList();
            String page = Pattern.compile("/w/[A-Za-z0-9_-]+")
                    .matcher(text)
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group();
            offers(desk, page, links);
            assertThat(desk.guest().bare(links.get(which)).statusCode()).isEqualTo(200);
        }
    }
}
