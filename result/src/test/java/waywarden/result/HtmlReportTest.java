package waywarden.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.result.Settings.Desk;
import waywarden.screening.Concern;

class HtmlReportTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)></p></svg>";

    @Test
    void isWellFormed() {
        String html = rendered(page("en", Marked.consultant().summary()));
        Parser parser = Parser.htmlParser().setTrackErrors(50);

        Jsoup.parse(html, "", parser);

        assertThat(parser.getErrors()).isEmpty();
    }

    @Test
    void needsNothingFromElsewhereAndRunsNoScript() {
        Document page = Jsoup.parse(rendered(page("en", Marked.consultant().summary())));

        assertThat(page.select("script, iframe, object, embed, link, img, form, base"))
                .isEmpty();
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'");
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("src");
                if (attribute.getKey().equals("href"))
                    assertThat(attribute.getValue()).startsWith("#");
            }
        }
        assertThat(page.select("style").html()).doesNotContain("url(").doesNotContain("@import");
    }

    @Test
    void pointsOnlyToWhatIsThere() {
        Document page = Jsoup.parse(rendered(page("en", Marked.consultant().summary(), long300())));

        assertThat(page.select("a[href]")).isNotEmpty();
        for (Element link : page.select("a[href]")) {
            assertThat(page.getElementById(link.attr("href").substring(1)))
                    .as(link.attr("href"))
                    .isNotNull();
        }
    }

    @Test
    void marksTheEvidenceInItsMessage() {
        Document page = Jsoup.parse(rendered(page("en", Marked.consultant().summary())));

        Element message = Objects.requireNonNull(page.getElementById("c1-m6"));
        assertThat(message.select("mark.m2").text())
                .isEqualTo("short report on the European test labs, three pages, open sources only. We pay 600 EUR");
        assertThat(message.select(".text").text()).startsWith("A small thing, you would be perfect");
        assertThat(page.select("svg path.a3")).hasSize(1);
        assertThat(page.select("svg line.alarm")).hasSize(1);
    }

    @Test
    void escapesWhateverComesFromOutside() {
        Summary hostile = Marked.conversation(HOSTILE, HOSTILE)
                .believing(0.1, 0.6, 0.1, Concern.VERIFY)
                .contact("2026-01-01T10:00", "[[P2-07|" + HOSTILE + "]] and " + HOSTILE)
                .summary();
        Texts texts = Texts.in(Locale.ENGLISH);
        Page page = new Page(
                texts,
                "now",
                List.of(new Page.Contact(1, hostile, texts)),
                List.of(new Page.Contact(2, hostile, texts)),
                List.of(HOSTILE),
                List.of(HOSTILE),
                List.of(new Desk(HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
                HOSTILE);

        String html = rendered(page);

        assertThat(html).doesNotContain("<script").doesNotContain("<img");
        Document parsed = Jsoup.parse(html);
        assertThat(parsed.select("script, img, [onerror]")).isEmpty();
        assertThat(parsed.select("h2").text()).contains("<script>alert(1)</script>");
        assertThat(parsed.select(".message .text").text()).contains("onerror=alert(2)");
    }

    @Test
    void foldsWhatIsFarFromAnyFinding() {
        Document page = Jsoup.parse(rendered(page("en", long300())));

        assertThat(page.select(".conversation .message")).hasSize(300);
        assertThat(page.select(".conversation > .message").size()).isLessThan(60);
        assertThat(page.select(".conversation > .message mark")).isNotEmpty();
        assertThat(page.select("details.fold mark")).isEmpty();
    }

    @Test
    void speaksTheReadersLanguage() {
        Document page = Jsoup.parse(rendered(page("zh", Marked.consultant().summary())));

        assertThat(page.select("html").attr("lang")).isEqualTo("zh-CN");
        assertThat(page.text()).contains("下一步怎么做").contains("先找安全联系人商量");
        assertThat(page.select(".message .text"))
                .allSatisfy(text -> assertThat(text.attr("dir")).isEqualTo("auto"));
    }

    @Test
    void saysSoWhenNothingWasFound() {
        Texts texts = Texts.in(Locale.ENGLISH);
        Page.Contact quiet = new Page.Contact(1, Marked.quiet("Aisha Brandt").summary(), texts);
        Page page = new Page(texts, "now", List.of(), List.of(quiet), List.of(), List.of(), List.of(), "x");

        assertThat(Jsoup.parse(rendered(page)).text()).contains("No contact shows a sign of a staged approach");
    }

    @Test
    void replacesAnEarlierReportButNothingElse(@TempDir Path folder) throws IOException {
        Page page = page("en", Marked.consultant().summary());
        Path report = folder.resolve("report.html");
        HtmlReport.write(report, page, false);
        HtmlReport.write(report, page, false);
        Path other = Files.writeString(folder.resolve("thesis.html"), "<p>years of work</p>");

        assertThat(HtmlReport.mayWrite(report, false)).isTrue();
        assertThat(HtmlReport.mayWrite(other, false)).isFalse();
        assertThatThrownBy(() -> HtmlReport.write(other, page, false)).isInstanceOf(IOException.class);
        assertThat(other).hasContent("<p>years of work</p>");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("report.html", "thesis.html");
    }

    private static Summary long300() {
        Marked conversation = Marked.conversation("Kim", "signal");
        for (int i = 0; i < 300; i++) {
            conversation.believing(0.1, i / 400.0, 0, i > 200 ? Concern.VERIFY : Concern.NONE);
            conversation.contact(null, i % 60 == 30 ? "[[P2-02|my treat]] " + i : "message " + i);
        }
        return conversation.summary();
    }

    private static Page page(String language, Summary... summaries) {
        Texts texts = Texts.in(Locale.of(language));
        List<Page.Contact> contacts = new ArrayList<>();
        for (Summary summary : summaries) contacts.add(new Page.Contact(contacts.size() + 1, summary, texts));
        return new Page(texts, "now", contacts, List.of(), List.of(), List.of(), List.of(), "waywarden.yaml");
    }

    private static String rendered(Page page) {
        StringWriter html = new StringWriter();
        HtmlReport.render(page, html);
        return html.toString();
    }
}
