package waywarden.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
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
    void knowsTheOwnerByWhatWasDeliveredOrReceivedOrSent() {
        assertThat(owner("Delivered-To: me@x.example\n")).containsExactly("me@x.example");
        assertThat(owner("Received: from b by x\n")).containsExactly("me@x.example");
        assertThat(owner("X-Gmail-Labels: Sent,Important\n")).containsExactly("a@b.example");
        assertThat(owner("")).isEmpty();
        assertThat(owner("Received: from b by x\nCc: other@x.example\n")).isEmpty();
        assertThat(owner("Received: from b by x\nList-Id: <all.x.example>\n")).isEmpty();
    }

    private static Set<String> owner(String fields) {
        return Reading.of(new EmlReader(), "x", fields + HEAD + "\none\n")
                .only()
                .header()
                .worker();
    }

    @Test
    void namesAThreadByItsFirstMailWhateverTheExportBeginsWith() {
        String answer = "Message-ID: <m2@x>\nReferences: <m1@x> <m0@x>\n" + HEAD + "\ntwo\n";
        assertThat(Reading.of(new EmlReader(), "x", answer).only().header().id())
                .isEqualTo("m1@x");
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
