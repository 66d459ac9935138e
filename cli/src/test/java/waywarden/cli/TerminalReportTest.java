package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import waywarden.result.Marked;
import waywarden.result.Settings;
import waywarden.result.Settings.Desk;
import waywarden.result.Summary;
import waywarden.result.TextWidth;
import waywarden.result.Texts;
import waywarden.screening.Concern;

class TerminalReportTest {

    private static final Settings SETTINGS = new Settings(
            List.of(new Desk("Ines Moreau, security desk", "+00 555 0100", "desk@example.org", "day and night")),
            null,
            "waywarden.yaml");
    private static final Settings NO_DESK = new Settings(List.of(), null, "waywarden.yaml");

    @Test
    void showsAnApproachInEnglish() throws IOException {
        Golden.check(
                "approach-en.txt",
                shown("en", SETTINGS, false, List.of(Marked.consultant().summary())));
    }

    @Test
    void showsAnApproachInChinese() throws IOException {
        Golden.check(
                "approach-zh.txt",
                shown("zh", NO_DESK, false, List.of(Marked.consultant().summary())));
    }

    @Test
    void alignsRightToLeftAndWideText() throws IOException {
        Summary arabic = Marked.conversation("سامي الخطيب", "telegram")
                .contact("2026-02-01T10:00", "مرحبا، [[P1-04|لم أسمع محاضرة أفضل من محاضرتك]] في المؤتمر كله.")
                .believing(0.3, 0.25, 0, Concern.NOTICE)
                .contact("2026-02-03T10:00", "هل يمكنك كتابة [[P2-07|تقرير قصير، سندفع 600 يورو]]؟ 👩‍🔬")
                .summary();
        Summary chinese = Marked.conversation("周启明", "wechat")
                .believing(0.2, 0.6, 0.05, Concern.VERIFY)
                .contact(null, "有个小活特别适合您：[[P2-07|客户想要一份欧洲测试实验室的简短报告，三页，公开资料就够，报酬600欧，写完当天就付，长期合作也可以谈]]。")
                .contact(null, "[[C-01|你也可以问雇主]]")
                .summary();
        Golden.check("scripts-en.txt", shown("en", NO_DESK, false, List.of(arabic, chinese)));
    }

    @Test
    void drawsInAsciiWhereBlocksCannotBeShown() throws IOException {
        Golden.check(
                "approach-ascii.txt",
                shown(
                        new Ink(false, false),
                        "en",
                        NO_DESK,
                        false,
                        List.of(Marked.consultant().summary())));
    }

    @Test
    void sumsUpQuietContactsInOneLine() {
        List<Summary> many =
                Collections.nCopies(12, Marked.quiet("Aisha Brandt").summary());

        assertThat(shown("en", NO_DESK, false, many))
                .contains("12 contacts without any sign of a staged approach")
                .doesNotContain("Aisha Brandt");
        assertThat(shown("en", NO_DESK, true, many)).contains("Aisha Brandt");
    }

    @Test
    void staysWithinTheWidth() {
        String shown = shown("zh", SETTINGS, true, List.of(Marked.consultant().summary()));

        assertThat(shown.lines())
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(96));
    }

    @Test
    void letsNoMessageSteerTheTerminal() {
        Summary hostile = Marked.conversation("Eve\u001b[2J\u0007\u202e", "signal")
                .believing(0, 0.7, 0, Concern.VERIFY)
                .contact(null, "\u001b]0;title\u0007 [[P2-07|short\u001b[31m report\u202e]] \r\u009b2J")
                .summary();

        String shown = shown(new Ink(false, true), "en", NO_DESK, true, List.of(hostile));

        assertThat(shown).doesNotContain("\u001b").doesNotContain("\u0007").doesNotContain("\u009b");
        assertThat(shown).doesNotContain("\u202e").doesNotContain("\r");
    }

    @Test
    void usesNoColourWhereThereIsNoTerminal() {
        assertThat(Ink.on(new Stage().surroundings()).colour()).isFalse();
        assertThat(Ink.on(new Stage().onTerminal().surroundings()).colour()).isTrue();
        assertThat(Ink.on(new Stage().onTerminal().with("NO_COLOR", "1").surroundings())
                        .colour())
                .isFalse();
    }

    private static String shown(String language, Settings settings, boolean all, List<Summary> summaries) {
        return shown(new Ink(false, true), language, settings, all, summaries);
    }

    private static String shown(Ink ink, String language, Settings settings, boolean all, List<Summary> summaries) {
        StringWriter shown = new StringWriter();
        PrintWriter out = new PrintWriter(shown);
        new TerminalReport(out, ink, Texts.in(Locale.of(language), Command.WORDS), settings, 96, all).write(summaries);
        return shown.toString().replace(System.lineSeparator(), "\n");
    }
}
