package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.page.store.FolderShelf;

/// What she does on the page, from the first drop to the report, as requests.
class WorkerStoryTest {

    private static final String FOSTER = "Daniel Foster";
    static final String DESK_KEY = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

    @TempDir
    Path folder;

    @Test
    void sheDropsAnExportAndSeesHerContactsByConcern() throws IOException {
        try (Visitor visitor = Visitor.on(folder)) {
            assertThat(visitor.see("").text()).contains("Drop an export here", "How to export from each app");
            visitor.drop("football.txt", """
                    Kim: Are we still on for football tonight?
                    Mira: Yes, half past seven.
                    Kim: Great, I will bring the ball.
                    """.getBytes(StandardCharsets.UTF_8));
            assertThat(visitor.see("").text()).contains("Which of these is you?");
            visitor.post("drop/me", "name", "Mira");
            visitor.untilDone();
            visitor.sample();

            Document contacts = visitor.see("");
            assertThat(contacts.select(".people li").size()).isOne();
            assertThat(contacts.select(".people li.stop .who").text()).isEqualTo(FOSTER);
            assertThat(contacts.select(".people svg.spark path")).hasSize(3);
            assertThat(contacts.text()).contains("without any sign of a staged approach", "Kim");
        }
        try (Visitor again = Visitor.on(folder)) {
            again.untilIdle();
            assertThat(again.key(FOSTER)).isNotEmpty();
        }
    }

    @Test
    void sheSeesTheFindingsInPlaceAndWhatToDo() throws IOException {
        try (Visitor visitor = Visitor.withNoTrace()) {
            visitor.sample();
            Document contact = visitor.see("c/" + visitor.key(FOSTER));
            assertThat(contact.select("#c1-m7 mark.m2").text()).contains("short report");
            Element mark = Visitor.one(contact, "#c1-m7 button.ref");
            assertThat(Visitor.one(contact, "#" + mark.attr("popovertarget")).text())
                    .contains("Often innocent")
                    .contains("Sources");
            assertThat(contact.text()).contains("What to do next", "What would lower the concern", "What you did");
            assertThat(contact.select("figure.plot path.a3")).hasSize(1);
        }
    }

    @Test
    void herAnswersCountAtOnceAndCanBeTakenBack() throws IOException {
        try (Visitor visitor = Visitor.on(folder)) {
            visitor.sample();
            String path = "c/" + visitor.key(FOSTER);
            List<String> signs = visitor.see(path).select(".signs .answered").eachAttr("id").stream()
                    .map(id -> id.substring(2))
                    .toList();
            Document after = visitor.see(path);
            for (String sign : signs) {
                after = visitor.submit(path + "/finding", "indicator", sign, "answer", "no", "back", "s-" + sign);
            }
            assertThat(Visitor.notice(after)).contains("Thank you");
            assertThat(after.select("article.contact").hasClass("stop")).isFalse();
            assertThat(after.select(".denied li")).hasSizeGreaterThanOrEqualTo(signs.size());

            for (String knowledge : List.of("verified", "employer-knows", "staffed-office", "i-began")) {
                after = visitor.submit(path + "/know", "know", knowledge, "answer", "yes");
            }
            assertThat(Visitor.notice(after)).contains("Thank you");
            assertThat(after.select(".conversation").text()).contains("What I know:");
            String eased = after.select("article.contact > header .badge").text();
            assertThat(eased).isIn("No sign of a staged approach", "Know the pattern");

            for (String knowledge : List.of("verified", "employer-knows", "staffed-office", "i-began")) {
                visitor.submit(path + "/know", "know", knowledge, "answer", "");
            }
            for (String sign : after.select(".denied .id").eachText()) {
                after = visitor.submit(path + "/finding", "indicator", sign, "answer", "");
            }
            assertThat(Visitor.notice(after)).contains("Talk to your desk first");
            assertThat(after.select("article.contact").hasClass("stop")).isTrue();
        }
    }

    @Test
    void anAnswerOnOneMessageLeavesTheOthers() throws IOException {
        try (Visitor visitor = Visitor.withNoTrace()) {
            visitor.sample();
            String path = "c/" + visitor.key(FOSTER);
            Element form = Visitor.one(visitor.see(path), "#c1-m7 .finding form");
            String indicator = form.select("[name=indicator]").attr("value");
            Document after = visitor.submit(
                    path + "/finding",
                    "indicator",
                    indicator,
                    "message",
                    form.select("[name=message]").attr("value"),
                    "answer",
                    "no");
            assertThat(after.select("#c1-m7 button.ref").eachText()).doesNotContain(indicator);
            assertThat(after.select(".denied").text()).contains(indicator, "in one message");
        }
    }

    @Test
    void aMeetingJoinsTheContactsCourse() throws IOException {
        try (Visitor visitor = Visitor.on(folder)) {
            visitor.sample();
            String key = visitor.key(FOSTER);
            Document after = visitor.submit(
                    "diary",
                    "contact",
                    key,
                    "when",
                    "2026-04-20T19:30",
                    "began",
                    "contact",
                    "place",
                    "harbour",
                    "asked",
                    "the internal test table",
                    "paid",
                    "500 in cash");
            after.select("button.ref").remove();
            assertThat(after.select(".conversation").text()).contains("Asked: the internal test table", "at harbour");
            assertThat(visitor.see("diary").text()).contains("500 in cash");

            visitor.submit("diary", "name", "Ines", "when", "", "said", "We met at the fair");
            assertThat(visitor.see("c/" + visitor.key("Ines")).text()).contains("We met at the fair");

            String id = visitor.see("diary")
                    .select("form[action$=/away] [name=id]")
                    .eachAttr("value")
                    .getLast();
            visitor.submit("diary/away", "id", id);
            assertThat(visitor.see("c/" + key).text()).doesNotContain("internal test table");
            assertThat(Visitor.notice(visitor.submit("diary", "name", "X"))).contains("Nothing was noted");
        }
    }

    @Test
    void aCheckOfAProfileIsEvidenceInTheSameCourse() throws IOException {
        try (Visitor visitor = Visitor.withNoTrace()) {
            Document after = visitor.submit(
                    "check",
                    "name",
                    "Anna Peer",
                    "hollow-firm",
                    "yes",
                    "private-mailbox",
                    "yes",
                    "dodges-verification",
                    "yes",
                    "identity-withheld",
                    "yes",
                    "too-good",
                    "no");
            assertThat(after.select("article.contact").hasClass("verify")).isTrue();
            assertThat(after.text()).contains("X-02", "X-03", "X-06", "P2-13").doesNotContain("P1-06 Pay");
        }
    }

    @Test
    void sheSeesExactlyWhatLeaves() throws IOException {
        try (Visitor visitor = Visitor.on(folder)) {
            visitor.sample();
            visitor.submit("check", "name", "Anna Peer", "too-good", "yes");
            visitor.submit("settings/desk", "name", "Ines at the desk", "key", DESK_KEY);
            String path = "tell/" + visitor.key(FOSTER);
            Document picking = visitor.see(path);
            assertThat(picking.select("[name=pick][checked]")).isNotEmpty();
            Document preview = visitor.submit(
                    path,
                    "pick",
                    "0",
                    "pick",
                    "7",
                    "named",
                    "yes",
                    "known",
                    "yes",
                    "desk",
                    "Ines at the desk",
                    "note",
                    "Anna Peer was there; ring +49 30 1234567.");

            HttpResponse<String> json = visitor.fetch(path + "/report.json");
            assertThat(Visitor.one(preview, "pre.json").wholeText()).isEqualTo(json.body());
            assertThat(json.body())
                    .contains("short report on the European test labs")
                    .contains("[person 1] was there; ring [number].")
                    .contains("Hello [me], this is Daniel")
                    .doesNotContain("Anna", "Mira", "1234567", "Thursday");
            assertThat(json.headers().firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment");
            assertThat(preview.select(".paper").text()).contains("[person 1] was there", "Hello [me]");
            assertThat(visitor.fetch(path + "/report.json.age").body())
                    .startsWith("age-encryption.org/v1")
                    .doesNotContain("European");
            assertThat(Visitor.notice(visitor.submit(path, "named", "yes"))).contains("Nothing is in the report");
        }
    }

    @Test
    void whatSheKeepsIsEncryptedWithHerPassphrase() throws IOException {
        try (Visitor visitor = Visitor.on(folder)) {
            visitor.sample();
            assertThat(onDisk()).contains("Foster");
            assertThat(Visitor.notice(visitor.submit(
                            "settings/passphrase", "passphrase", "four words of mine", "again", "other")))
                    .contains("not the same");
            visitor.submit("settings/passphrase", "passphrase", "four words of mine", "again", "four words of mine");
            assertThat(onDisk()).doesNotContain("Foster");
        }
        try (Visitor visitor = Visitor.on(folder)) {
            assertThat(visitor.fetch("").statusCode()).isEqualTo(303);
            assertThat(visitor.fetch("tell").statusCode()).isEqualTo(303);
            assertThat(visitor.see("unlock").text()).contains("Your passphrase");
            assertThat(visitor.post("unlock", "passphrase", "guess").statusCode())
                    .isEqualTo(403);
            visitor.submit("unlock", "passphrase", "four words of mine");
            visitor.untilIdle();
            assertThat(visitor.key(FOSTER)).isNotEmpty();
        }
    }

    @Test
    void aFolderIsOpenOnce() throws IOException {
        try (Visitor visitor = Visitor.on(folder)) {
            assertThat(FolderShelf.in(folder)).isEmpty();
            assertThat(visitor.fetch("").statusCode()).as("the first goes on").isEqualTo(200);
        }
        Visitor.on(folder).close();
    }

    @Test
    void deleteEverythingDoes() throws IOException {
        try (Visitor visitor = Visitor.on(folder)) {
            visitor.sample();
            assertThat(Visitor.notice(visitor.submit("delete-everything"))).contains("Nothing was deleted");
            Document after = visitor.submit("delete-everything", "sure", "yes");
            assertThat(after.text()).doesNotContain("Foster");
            assertThat(folder.toFile().list()).containsExactly("lock");
        }
    }

    @Test
    void leaveNoTraceLeavesNone() throws IOException {
        try (Visitor visitor = Visitor.withNoTrace()) {
            visitor.sample();
            assertThat(visitor.see("").text()).contains(FOSTER, "Nothing is kept");
        }
        try (Visitor again = Visitor.withNoTrace()) {
            assertThat(again.see("").text()).doesNotContain(FOSTER);
        }
    }

    @Test
    void everyPageSpeaksBothLanguagesAndHoldsNothingFromElsewhere() throws IOException {
        try (Visitor visitor = Visitor.withNoTrace()) {
            visitor.sample();
            String key = visitor.key(FOSTER);
            visitor.submit("tell/" + key, "pick", "7", "named", "yes");
            List<String> pages = List.of(
                    "",
                    "c/" + key,
                    "diary",
                    "check",
                    "tell",
                    "tell/" + key,
                    "tell/" + key + "/preview",
                    "learn",
                    "learn/cases",
                    "learn/exercise",
                    "learn/exercise/4?guess=stop",
                    "learn/indicators",
                    "advisories",
                    "settings",
                    "nowhere");
            for (String language : Phrases.LANGUAGES.keySet()) {
                visitor.speaking(language);
                for (String path : pages) {
                    Document page = org.jsoup.Jsoup.parse(visitor.fetch(path).body());
                    String where = path + " in " + language;
                    assertThat(page.select("html").attr("lang")).as(where).startsWith(language);
                    assertThat(page.select("h1")).as(where).hasSize(1);
                    assertThat(page.select("style, iframe, object, embed, base, img, [style], [onclick]"))
                            .as(where)
                            .isEmpty();
                    assertThat(page.select("[src], [href], [action]"))
                            .as(where)
                            .allSatisfy(element -> assertThat(
                                            Stream.of("src", "href", "action").map(element::attr))
                                    .allMatch(address -> address.isEmpty()
                                            || address.startsWith("/")
                                            || address.startsWith("#")
                                            || address.equals("data:,")));
                    assertThat(
                                    page.select(
                                            "input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=file]), select, textarea"))
                            .as(where)
                            .allSatisfy(field -> assertThat(page.select("label[for=" + field.id() + "]"))
                                    .hasSize(1));
                    assertThat(page.select("[id]").eachAttr("id")).as(where).doesNotHaveDuplicates();
                }
            }
        }
    }

    @Test
    void hostileWordsStayWords() throws IOException {
        String hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        try (Visitor visitor = Visitor.withNoTrace()) {
            visitor.submit("diary", "name", hostile, "when", "", "said", hostile + " 600 in cash for a short report");
            String key = visitor.see("").select("a[href*=/c/]").attr("href").replaceAll(".*/c/", "");
            visitor.submit("tell/" + key, "pick", "0", "named", "yes", "note", hostile);
            for (String path : List.of("", "c/" + key, "diary", "tell/" + key, "tell/" + key + "/preview")) {
                Document page = visitor.see(path);
                assertThat(page.select("script")).as(path).allMatch(script -> script.hasAttr("src"));
                assertThat(page.select("img, [onerror]")).as(path).isEmpty();
                assertThat(page.text()).as(path).contains("alert(1)");
            }
        }
    }

    @Test
    void aLongConversationIsShownInWindows() throws IOException {
        StringBuilder export = new StringBuilder();
        for (int i = 0; i < 3000; i++)
            export.append(i % 2 == 0 ? "Kim" : "Mira")
                    .append(": message ")
                    .append(i)
                    .append('\n');
        try (Visitor visitor = Visitor.withNoTrace()) {
            visitor.drop("long.txt", export.toString().getBytes(StandardCharsets.UTF_8));
            visitor.post("drop/me", "name", "Mira");
            visitor.untilDone();
            String path = "c/" + visitor.key("Kim");
            assertThat(visitor.see(path).select(".message").size()).isBetween(1, 200);
            Document middle = visitor.see(path + "?m=1500");
            assertThat(middle.getElementById("c1-m1500")).isNotNull();
            assertThat(middle.select(".message").size()).isBetween(1, 200);
            Document part = visitor.see(path + "/messages?from=200&to=260");
            assertThat(part.select(".message")).hasSize(60);
            assertThat(part.select(".more"))
                    .as("the rest of a part stands there already")
                    .isEmpty();
            assertThat(visitor.see(path + "/messages?from=200&to=900")
                            .select(".more a")
                            .attr("data-more"))
                    .as("a long part comes bit by bit")
                    .endsWith("from=350&to=900");
            assertThat(visitor.see(path + "/messages?side=earlier&from=50&to=200")
                            .select(".more[data-earlier=50]"))
                    .hasSize(1);
            assertThat(visitor.see(path + "?n=1501").getElementById("c1-m1500")).isNotNull();
            assertThat(visitor.see(path + "/messages?from=0&to=3000")
                            .select(".message")
                            .size())
                    .isLessThan(200);
            assertThat(visitor.fetch(path + "?m=999999999").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatWasReadIsKnownAtTheNextStart() throws IOException {
        try (Visitor visitor = Visitor.on(folder)) {
            visitor.sample();
            untilLooksAreKept(1);
            String looks = new String(Files.readAllBytes(looks()), StandardCharsets.ISO_8859_1);
            assertThat(looks).doesNotContain("Foster", "report");
        }
        String before = Files.getLastModifiedTime(looks()).toString();
        Document first;
        try (Visitor again = Visitor.on(folder)) {
            again.untilIdle();
            first = again.see("c/" + again.key(FOSTER));
            again.untilIdle("drop/state");
        }
        assertThat(Files.getLastModifiedTime(looks()).toString())
                .as("not read again")
                .isEqualTo(before);

        Files.write(looks(), new byte[] {1, 2, 3});
        try (Visitor again = Visitor.on(folder)) {
            again.untilIdle();
            assertThat(again.see("c/" + again.key(FOSTER)).select("article").text())
                    .as("read anew, it says the same")
                    .isEqualTo(first.select("article").text());
            untilLooksAreKept(100);
            again.submit("c/" + again.key(FOSTER) + "/forget");
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("lock", "notebook.json");
        }
    }

    @Test
    void ofAContactForgottenNothingStays() throws IOException {
        try (Visitor visitor = Visitor.on(folder)) {
            visitor.sample();
            visitor.drop("football.txt", "Kim: Hi\nMira Solberg: Yes\n".getBytes(StandardCharsets.UTF_8));
            String foster = visitor.key(FOSTER);
            String kim = visitor.key("Kim");
            untilLooksAreKept(1);
            visitor.submit("c/" + foster + "/join", "other", kim);
            visitor.submit("c/" + foster + "/part", "other", kim);
            visitor.submit("c/" + foster + "/join", "other", kim);
            visitor.submit("c/" + foster + "/forget");
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("lock", "notebook.json");
        }
    }

    @Test
    void whatWasReadIsEncryptedWithTheRest() throws IOException {
        try (Visitor visitor = Visitor.on(folder)) {
            visitor.sample();
            untilLooksAreKept(1);
            visitor.post("settings/passphrase", "passphrase", "four plain words", "again", "four plain words");
            assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".json"));
            visitor.submit("delete-everything", "sure", "yes");
            assertThat(folder.toFile().list()).containsExactly("lock");
        }
    }

    private void untilLooksAreKept(long bytes) throws IOException {
        for (int i = 0; i < 500; i++) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.anyMatch(file -> isLooks(file) && file.toFile().length() >= bytes)) return;
            }
            Visitor.pause();
        }
        throw new AssertionError("nothing is ever kept");
    }

    private Path looks() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(WorkerStoryTest::isLooks).findFirst().orElseThrow();
        }
    }

    private static boolean isLooks(Path file) {
        return file.getFileName().toString().matches("looks-[0-9a-f]+\\.json");
    }

    @Test
    void malformedDropsHarmNothing() throws IOException {
        Random random = new Random(7);
        byte[] sample =
                Files.readAllBytes(Path.of(System.getProperty("waywarden.root", ".."), "samples", "consultant.txt"));
        int drops = Integer.getInteger("waywarden.drops", 60);
        try (Visitor visitor = Visitor.withNoTrace()) {
            for (int i = 0; i < drops; i++) {
                byte[] bytes = random.nextBoolean() ? sample.clone() : new byte[random.nextInt(3000)];
                int changes = 1 + random.nextInt(40);
                for (int k = 0; k < changes && bytes.length > 0; k++)
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                if (i % 5 == 0 && bytes.length > 4) System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, 4);
                visitor.drop("drop" + i + (i % 2 == 0 ? ".txt" : ".zip"), bytes);
                assertThat(visitor.fetch("").statusCode()).isEqualTo(200);
                assertThat(visitor.fetch("drop/state").body()).doesNotContain("could not be read");
                visitor.post("drop/seen");
            }
        }
    }

    private String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList())
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }
}
