package waywarden.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Stay;
import waywarden.delivery.Address;
import waywarden.delivery.DatabaseSettings;
import waywarden.delivery.DeliveryLog;
import waywarden.delivery.Subscriber.Kind;
import waywarden.delivery.Subscriptions;
import waywarden.desk.DeskStage;
import waywarden.desk.DeskStage.Guest;
import waywarden.desk.Role;

/// What became of a warning for many people, a page at a time.
class LetterPagesTest {

    private static final int PEOPLE = 2 * LetterPages.SHOWN + 30;

    @TempDir
    private Path folder;

    @Test
    void everyDeliveryAndEveryAttemptIsOnOnePageAndNoPageIsLong() throws IOException, InterruptedException {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        String settings = "sender: desk@example.org\nname: Example desk\nchannels:\n  mail: {host: 127.0.0.1, port: "
                + mail.getSmtp().getPort() + ", security: none, from: desk@example.org}\n";
        try (DeskStage desk = DeskStage.on(folder, DatabaseSettings.embedded(folder.resolve("desk.db")), settings)
                .with("mira", Role.ISSUER)) {
            Person person = new Person(
                    List.of(new Stay("FR", null, null, null, null)),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    List.of("en"),
                    false);
            for (int i = 0; i < PEOPLE; i++) {
                // Each at a domain of her own, so that none waits for another's pace.
                Address address = new Address("mail", "p@d" + i + ".example.net");
                desk.part(Subscriptions.class).enrol(Kind.PERSON, person, List.of(address));
            }
            String id = AnswersMapTest.issue(desk, Set.of("FR"));
            assertThat(mail.waitForIncomingEmail(60_000, PEOPLE)).isTrue();
            DeliveryLog log = desk.part(DeliveryLog.class);
            while (log.ofAdvisory(id, Long.MAX_VALUE, PEOPLE + 1).size() < PEOPLE) Thread.sleep(50);
            Guest mira = desk.signedIn("mira");

            List<String> deliveries = lines(mira, "/letters/" + id, "standings");
            List<String> attempts = lines(mira, "/letters/" + id, "attempts");

            assertThat(deliveries).hasSize(PEOPLE).doesNotHaveDuplicates();
            assertThat(attempts).hasSize(PEOPLE);
            assertThat(mira.get("/letters/" + id + "?after=-5&before=-5").statusCode())
                    .isEqualTo(200);
            assertThat(mira.get("/letters/" + id + "?after=1000000").statusCode())
                    .isEqualTo(200);
        } finally {
            mail.stop();
        }
    }

    /// The lines under a heading, from page to page as its button leads.
    private static List<String> lines(Guest guest, String first, String heading) {
        Pattern list = Pattern.compile("<h2 id=\"" + heading + "\">.*?</h2>\\s*<ul[^>]*>(.*?)</ul>", Pattern.DOTALL);
        Pattern next = Pattern.compile("href=\"([^\"]+)#" + heading + "\"");
        List<String> lines = new ArrayList<>();
        String at = first;
        while (!at.isEmpty()) {
            String page = guest.get(at).body();
            Matcher found = list.matcher(page);
            assertThat(found.find()).as(at).isTrue();
            List<String> here = found.group(1)
                    .lines()
                    .filter(line -> line.startsWith("<li>"))
                    .toList();
            assertThat(here).hasSizeBetween(1, LetterPages.SHOWN);
            lines.addAll(here);
            Matcher button = next.matcher(page);
            at = button.find() ? button.group(1).replace("&amp;", "&") : "";
        }
        return lines;
    }
}
