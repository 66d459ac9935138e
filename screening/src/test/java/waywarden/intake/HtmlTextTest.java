package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {

    @Test
    void putsBlocksOnLinesOfTheirOwn() {
        assertThat(HtmlText.of("<div>one <b>two</b></div><p>three<br>four</p><ul><li>five</li></ul><style>x{}</style>"))
                .isEqualTo("one two\nthree\nfour\nfive");
    }

    @Test
    void readsCharactersWrittenByName() {
        assertThat(HtmlText.of("<p>a &amp; b&nbsp;&lt;c&gt;</p>")).isEqualTo("a & b <c>");
    }

    @Test
    void leavesPlainTextAlone() {
        assertThat(HtmlText.ofMaybeHtml("a < b and  c > d\nso")).isEqualTo("a < b and  c > d\nso");
        assertThat(HtmlText.ofMaybeHtml("<p class=\"x\">a</p>")).isEqualTo("a");
    }
}
