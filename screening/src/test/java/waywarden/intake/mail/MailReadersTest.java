package waywarden.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Opening;
import waywarden.testkit.Reading;

class MailReadersTest {

    private static final String HEAD =
            "From: a@b.example\nTo: me@x.example\nSubject: s\nDate: Mon, 6 May 2024 09:00:00 +0000\n";

    @Test
    void readsMailsThatLackTheEmptyLineBetweenThem() {
        String mbox = "From a@b.example Mon May  6 09:00:00 2024\n" + HEAD + "\none\n"
                + "From a@b.example Mon May  6 10:00:00 2024\n" + HEAD + "\ntwo\n";
        assertThat(Reading.of(new MboxReader(), "x", mbox).lines())
                .containsExactly("a@b.example: one", "a@b.example: two");
    }

    @Test
    void takesNoSentenceForTheStartOfAMail() {
        String mbox = "From a@b.example Mon May  6 09:00:00 2024\n" + HEAD
                + "\nHello.\n\nFrom here it is 10:30 until Monday.\nFrom 9:00 on in 2024\n";
        assertThat(Reading.of(new MboxReader(), "x", mbox).lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("in 2024");
    }

    @Test
    void stopsAtTheNestingLimitAndSaysSo() {
        StringBuilder mail = new StringBuilder(HEAD);
        for (int i = 0; i < 2_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        Reading reading = Reading.of(new EmlReader(), "x", mail + "\ndeep\n");
        assertThat(reading.told()).contains("1 mail-too-deep");
    }

    @Test
    void readsBytesThatAreNotOfTheNamedCharset() {
        byte[] chinese = (HEAD + "Content-Type: text/plain; charset=us-ascii\n\n请把测试数据发给我，谢谢你的帮助，我们下周见面再谈合作\n")
                .getBytes(Charset.forName("GB18030"));
        Reading reading = Reading.of(new EmlReader(), Export.of("x", chinese), IntakeLimits.STRICT);
        assertThat(reading.lines()).singleElement().asString().contains("请把测试数据发给我");
    }

    @Test
    void holdsNoAttachmentAndNoEndlessText() {
        String text = "word ".repeat(1 << 19);
        byte[] mail = (HEAD + "\n" + text).getBytes(StandardCharsets.UTF_8);
        Reading reading = Reading.of(new EmlReader(), Export.of("x", mail), IntakeLimits.STRICT);
        assertThat(reading.told()).contains("1 mail-part-too-long", "1 text-too-long");
        assertThat(reading.only().utterances().getFirst().text()).hasSize(IntakeLimits.STRICT.messageChars());
    }

    @Test
    void keepsOneSubjectOfTwoPeopleApart() {
        String mbox = "From x Mon May  6 09:00:00 2024\n" + HEAD + "\none\n\n" + "From x Mon May  6 10:00:00 2024\n"
                + HEAD.replace("a@b", "c@d") + "\ntwo\n";
        assertThat(Reading.of(new MboxReader(), "x", mbox).transcripts()).hasSize(2);
    }

    @Test
    void recognisesMailsAndNothingElse() {
        assertThat(new EmlReader().recognises(new Opening("x", HEAD + "\nHello", true)))
                .isTrue();
        assertThat(new EmlReader().recognises(new Opening("x", "Anna: hello\nMe: hi\nAnna: so?", true)))
                .isFalse();
        assertThat(new MboxReader().recognises(new Opening("x", "From Anna at 10:30, not in 1999 but now", true)))
                .isFalse();
        assertThat(new MboxReader().recognises(new Opening("x", "From - Mon May 06 09:00:00 2024\nSubject: s", true)))
                .isTrue();
    }
}
