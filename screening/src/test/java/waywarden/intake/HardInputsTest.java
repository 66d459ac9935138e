package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import waywarden.testkit.Reading;

/// Inputs made to make a careless reader slow or deep: each is read in time by every reader, whatever its format.
class HardInputsTest {

    private static final int LENGTH = 1 << 17;

    /// Many times what they need on a quiet machine.
    private static final Duration IN_TIME = Duration.ofSeconds(60);

    private static final String MAIL = "From a@b.example Mon May  6 09:00:00 2024\nFrom: a@b.example\n";
    private static final String HTML = MAIL + "Content-Type: text/html\n\n";
    private static final String CSV = "CONVERSATION ID,FROM,TO,DATE,SUBJECT,CONTENT,FOLDER\n";
    private static final String WECHAT = "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent\n";

    private record Hard(String begin, String repeated) {
        String text() {
            return begin + repeated.repeat(LENGTH / repeated.length());
        }
    }

    private static final List<Hard> HARD = List.of(
            new Hard("", "["),
            new Hard("", "{\"a\":"),
            new Hard("{\"messages\":[", "{\"sender_name\":\"a\",\"content\":\"b\"},"),
            new Hard("{\"messages\":[{\"sender_name\":\"", "a"),
            new Hard("{\"messages\":[{\"a\":[", "1,"),
            new Hard("{\"messages\":[{\"sender_name\":\"a\",\"timestamp_ms\":", "9"),
            new Hard("[{\"talker\":\"a\",\"content\":\"", "<title>  "),
            new Hard("", "\""),
            new Hard("", "\n"),
            new Hard("", "\r\n \r"),
            new Hard(CSV, "\"a\n"),
            new Hard(CSV, "a,b,c,\"d\"\"e\",,,\n"),
            new Hard(CSV, ","),
            new Hard(CSV + "1,a,b,c,d,\"", "<p <p><b>"),
            new Hard(WECHAT, "1,2,49,57,0,1714550400,3,<title>  <title>\n"),
            new Hard("", MAIL),
            new Hard("", "From \n\n"),
            new Hard(MAIL + "To: ", "\"\\\""),
            new Hard(MAIL + "To: ", "((a) <"),
            new Hard(MAIL + "Subject: ", "Re: "),
            new Hard(MAIL + "Subject: ", "=?utf-8?Q?=?"),
            new Hard(MAIL + "References: ", "<a@b> "),
            new Hard(MAIL + "Date: ", "1 Jan "),
            new Hard(MAIL, "X: y\n"),
            new Hard(MAIL, "Subject: a\n  "),
            new Hard(MAIL + "\n", "On 6 May 2024 Anna wrote:\n"),
            new Hard(MAIL + "\n", "On 6 May 2024\n"),
            new Hard(MAIL + "\n", "From: Anna\nTo: me\n\n"),
            new Hard(MAIL + "\n-", "    -"),
            new Hard(MAIL + "\n", "-- \n> a\n"),
            new Hard(MAIL + "\n", "begin 644 a\nM123\n"),
            new Hard(MAIL + "\n", "Sent from my phone\n"),
            new Hard(MAIL + "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\na\n"),
            new Hard(MAIL + "Content-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: message/rfc822\n\n"),
            new Hard(MAIL + "Content-Transfer-Encoding: base64\n\n", "="),
            new Hard(HTML, "<div>"),
            new Hard(HTML, "<b><p>"),
            new Hard(HTML, "<a <table><i>"),
            new Hard(HTML, "<blockquote type=cite>"),
            new Hard(HTML, "&amp"));

    @Test
    void everyReaderReadsEachInTime() throws IOException {
        Duration longest = Duration.ZERO;
        String slowest = "";
        for (ConversationReader reader : ImportFormats.ALL) {
            for (Hard hard : HARD) {
                Export export = Export.of("hard", hard.text().getBytes(StandardCharsets.UTF_8));
                long began = System.nanoTime();
                reader.recognises(Opening.of(export));
                Reading.of(reader, export, IntakeLimits.DEFAULT);
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                String what = reader.name() + ", " + HARD.indexOf(hard);
                assertThat(took).as(what).isLessThan(IN_TIME);
                if (took.compareTo(longest) > 0) {
                    longest = took;
                    slowest = what;
                }
            }
        }
        System.out.printf(Locale.ROOT, "Hard inputs: the slowest took %d ms (%s)%n", longest.toMillis(), slowest);
    }
}
