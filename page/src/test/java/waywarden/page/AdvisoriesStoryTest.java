package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.page.Means.Fetched;
import waywarden.page.store.FolderShelf;
import waywarden.page.store.NoShelf;

/// Warnings on the page: from files, folders and what another program fetched.
class AdvisoriesStoryTest {

    @TempDir
    Path folder;

    static String warning(String id, String headline, String country, String sector) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
                  <identifier>%s</identifier><sender>desk@example.org</sender><sent>2026-05-01T08:00:00+00:00</sent>
                  <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
                  <info><language>en</language><category>Security</category><event>Suspected staged approach</event>
                    <urgency>Expected</urgency><severity>Moderate</severity><certainty>Likely</certainty>
                    <expires>2026-08-01T08:00:00+00:00</expires><senderName>Example desk</senderName>
                    <headline>%s</headline><description>First line.
                Second line.</description>
                    <parameter><valueName>waywarden:sector</valueName><value>%s</value></parameter>
                    <parameter><valueName>waywarden:indicator</valueName><value>P2-07</value></parameter>
                    <parameter><valueName>waywarden:indicator</valueName><value>P2-08</value></parameter>
                    <area><areaDesc>Somewhere</areaDesc>
                      <geocode><valueName>ISO3166-1</valueName><value>%s</value></geocode></area></info>
                  <info><language>zh-CN</language><category>Security</category><event>疑似预谋接近</event>
                    <urgency>Expected</urgency><severity>Moderate</severity><certainty>Likely</certainty>
                    <expires>2026-08-01T08:00:00+00:00</expires><headline>中文标题 %s</headline>
                    <area><areaDesc>某地</areaDesc>
                      <geocode><valueName>ISO3166-1</valueName><value>%s</value></geocode></area></info>
                </alert>
                """.formatted(id, headline, sector, country, id, country);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void sheNamesAFolderAndSeesWhatConcernsHer() throws IOException {
        file("a.xml", warning("one", "Paid reports in France", "FR", "energy"));
        file("b.xml", warning("two", "Paid reports in Japan", "JP", "energy"));
        file("c.xml", "<alert");
        try (Visitor visitor = Visitor.on(folder.resolve("kept"))) {
            assertThat(visitor.see("advisories").text()).contains("No source is chosen yet", "This page calls nobody");
            Document all = visitor.submit("advisories/add", "where", folder.toString());
            assertThat(all.select(".advisory > h2").eachText())
                    .containsExactlyInAnyOrder("Paid reports in France", "Paid reports in Japan");
            assertThat(all.text()).contains("you told no place", "is not well-formed", "First line.", "not signed");
            Document aimed = visitor.submit("advisories/me", "country", "FR", "sector", "energy", "role", "engineer");
            assertThat(aimed.select("main > .advisory > h2").eachText()).containsExactly("Paid reports in France");
            assertThat(aimed.select("details.quietly .advisory").text())
                    .contains("Paid reports in Japan", "It is for other places than yours");
            assertThat(aimed.select("main > .advisory").text())
                    .contains(
                            "You are or will be in FR",
                            "It is for people who work in: energy",
                            "holds until 1 Aug 2026");
            assertThat(aimed.select("input[name=sector][checked]").eachAttr("value"))
                    .containsExactly("energy");
        }
        try (Visitor again = Visitor.on(folder.resolve("kept")).speaking("zh")) {
            Document kept = again.see("advisories");
            assertThat(kept.select("main > .advisory > h2").eachText()).containsExactly("中文标题 one");
            String key =
                    kept.select("#sources form[action$=away] input[name=key]").attr("value");
            assertThat(again.submit("advisories/away", "key", key).text()).contains("还没有选择来源");
        }
    }

    @Test
    void noNumberOfWarningsForOthersHidesOneForHer() throws IOException {
        for (int i = 0; i < 70; i++) file("z" + i + ".xml", warning("z" + i, "Japan " + i, "JP", "energy"));
        file("a.xml", warning("a", "France", "FR", "energy"));
        try (Visitor visitor = Visitor.withNoTrace()) {
            visitor.submit("advisories/add", "where", folder.toString());
            Document aimed = visitor.submit("advisories/me", "country", "FR");
            assertThat(aimed.select("main > .advisory > h2").eachText()).containsExactly("France");
            assertThat(aimed.select("details.quietly > .advisory")).hasSize(60);
        }
    }

    @Test
    void aWarningStandsWhereItsPatternWasSeen() throws IOException {
        Path warning = file(
                "a.xml", warning("one", "Small paid reports", "FR", "energy").replace("P2-08", "P2-07"));
        try (Visitor visitor = Visitor.withNoTrace()) {
            visitor.sample();
            visitor.submit("advisories/add", "where", warning.toString());
            String contact = "c/" + visitor.key("Daniel Foster");
            assertThat(visitor.see("advisories").select(".fits a").attr("href")).endsWith(contact);
            assertThat(visitor.see(contact).text()).contains("A warning fits what was seen here: Small paid reports");
        }
    }

    @Test
    void issuersThatSheTrustsLeaveOutAllOthers() throws IOException {
        Path warning = file("a.xml", warning("one", "Paid reports", "FR", "energy"));
        Path issuers = file(
                "issuers.yaml",
                "issuers:\n  - {name: Desk, senders: [desk@example.org], keys: [" + "ab".repeat(32) + "]}\n");
        try (Visitor visitor = Visitor.withNoTrace()) {
            visitor.submit("advisories/add", "where", warning.toString());
            Document trusted = visitor.submit("advisories/me", "country", "FR", "issuers", issuers.toString());
            assertThat(trusted.select(".advisory")).isEmpty();
            assertThat(trusted.select(".problem").text()).isNotEmpty();
            Document missing = visitor.submit(
                    "advisories/me", "issuers", folder.resolve("none.yaml").toString());
            assertThat(missing.select("#me [role=alert]").text()).contains("no such file of issuers");
            assertThat(missing.select(".advisory"))
                    .as("nobody is trusted unseen")
                    .isEmpty();
        }
    }

    @Test
    void anAddressIsCalledOnlyWhenSheSaysSoAndWhatCameIsKept() throws IOException {
        List<String> called = new ArrayList<>();
        Means means =
                new Means(Visitor.SETTINGS, null, Means.of(Visitor.SETTINGS).drafts(), (address, into, texts) -> {
                    called.add(address + (Files.exists(into.resolve("feed.json")) ? " again" : ""));
                    Files.writeString(into.resolve("0a.xml"), warning("one", "From afar", "FR", "energy"));
                    Files.writeString(into.resolve("feed.json"), "{}");
                    return new Fetched(true, List.of("one new warning"));
                });
        String address = "https://warnings.example/feed.atom";
        try (Visitor visitor = Visitor.on(shelf(), means)) {
            Document added = visitor.submit("advisories/add", "where", address);
            assertThat(added.text()).contains("never fetched");
            visitor.see("advisories");
            assertThat(called).isEmpty();
            String key =
                    added.select("#sources form[action$=fetch] input[name=key]").attr("value");
            visitor.post("advisories/fetch", "key", key);
            visitor.untilIdle("advisories/state");
            assertThat(called).containsExactly(address);
            assertThat(visitor.see("advisories").text()).contains("From afar", "fetched 3 May 2026", "one new warning");
        }
        try (Visitor again = Visitor.on(shelf(), means)) {
            Document kept = again.see("advisories");
            assertThat(kept.text()).contains("From afar");
            assertThat(called).hasSize(1);
            String key =
                    kept.select("#sources form[action$=fetch] input[name=key]").attr("value");
            again.post("advisories/fetch", "key", key);
            again.untilIdle("advisories/state");
            assertThat(called).containsExactly(address, address + " again");
            again.submit("advisories/away", "key", key);
            assertThat(again.see("advisories").text()).doesNotContain("From afar");
        }
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("feed-"));
        }
    }

    private FolderShelf shelf() throws IOException {
        return FolderShelf.in(folder.resolve("kept")).orElseThrow();
    }

    @Test
    void hostileSourcesHarmNothing() throws IOException {
        Path bomb = Files.write(folder.resolve("big.xml"), new byte[17 << 20]);
        Path entity = file("e.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><alert>&x;</alert>");
        Means broken =
                new Means(Visitor.SETTINGS, null, Means.of(Visitor.SETTINGS).drafts(), (address, into, texts) -> {
                    Files.write(into.resolve("x.xml"), "\0\0".getBytes(StandardCharsets.UTF_8));
                    return new Fetched(false, List.of("<b>it does not answer</b>"));
                });
        try (Visitor visitor = Visitor.on(new NoShelf(), broken)) {
            for (String where :
                    List.of(bomb.toString(), entity.toString(), "/nowhere/at/all", "\0", "https://x.invalid/")) {
                visitor.post("advisories/add", "where", where);
            }
            Document page = visitor.see("advisories");
            String key =
                    page.select("#sources form[action$=fetch] input[name=key]").attr("value");
            visitor.post("advisories/fetch", "key", key);
            visitor.untilIdle("advisories/state");
            Document after = visitor.see("advisories");
            assertThat(after.select(".source")).hasSize(5);
            assertThat(after.text()).doesNotContain("root:").contains("<b>it does not answer</b>", "cannot be read");
        }
    }
}
