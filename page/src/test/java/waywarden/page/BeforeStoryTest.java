package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.page.Means.GivenRegister;
import waywarden.page.store.FolderShelf;
import waywarden.register.Entry;
import waywarden.register.RegisterBuilder;
import waywarden.register.RegisterKey;

/// The box "before you send" and what a register adds to a contact.
class BeforeStoryTest {

    private static final String SECRET = "Project Blue Heron";
    private static final String CHAT = """
            2026-03-01 10:00 Kim: How far along is project blue heron?
            2026-03-02 10:00 Mira: Project Blue Heron waits for its second prototype.
            2026-03-03 10:00 Kim: Does project blue heron fly this year? Who builds the wing?
            """;

    @TempDir
    Path folder;

    private final KeyPair signer;
    private RegisterKey key;

    BeforeStoryTest() throws GeneralSecurityException {
        signer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        key = RegisterKey.generate(signer.getPublic(), new SecureRandom());
    }

    private byte[] register(Instant made) throws IOException {
        RegisterBuilder builder = new RegisterBuilder(key, new SecureRandom());
        Entry entry = new Entry("the northern project", "Dr Lind", "secret", null, List.of("board"));
        builder.term(entry, SECRET, List.of());
        Path file = folder.resolve("register.wwr");
        Files.deleteIfExists(file);
        builder.write(file, signer.getPrivate(), made);
        return Files.readAllBytes(file);
    }

    Path registerFile() throws IOException {
        register(MARCH);
        return folder.resolve("register.wwr");
    }

    String keyText() {
        return key.text();
    }

    private static final Instant MARCH = Instant.parse("2026-03-01T08:00:00Z");

    private String take(Visitor visitor, byte[] register) throws IOException {
        visitor.post("before/key", "key", key.text());
        return visitor.put("before/register", "desk.wwr", register).body();
    }

    private static Document look(Visitor visitor, String text, String to) throws IOException {
        return Jsoup.parse(visitor.post("before/look", "text", text, "to", to).body());
    }

    @Test
    void sheTakesARegisterInAndSeesWhatADraftTouches() throws IOException {
        try (Visitor visitor = Visitor.on(folder.resolve("kept"))) {
            assertThat(visitor.see("before").text()).contains("There is no register on this machine");
            assertThat(take(visitor, register(MARCH))).isEqualTo("{}");
            Document page = visitor.see("before");
            assertThat(Visitor.notice(page)).contains("The register is in use");
            assertThat(page.text()).contains("Made 1 Mar 2026, 08:00; it knows one matter");

            Document found = look(visitor, "Hi Kim!\nProject blue-heron is late, sorry.", "");
            assertThat(found.text())
                    .contains("Your draft: touches what your register protects")
                    .contains("the northern project (level: secret), owner: Dr Lind")
                    .contains("from line 2, column 1 to line 2, column 18")
                    .contains("Pause before you send it");
            assertThat(found.select("mark").text()).isEqualTo("Project blue-heron");
            assertThat(look(visitor, "Project blue heron", "board").text()).contains("touches nothing");
            assertThat(look(visitor, "See you at seven.", "").text()).contains("That is no clearance");
            assertThat(look(visitor.speaking("zh"), "project blue heron", "").text())
                    .contains("先别发");
            Document whole = Jsoup.parse(visitor.speaking("en")
                    .post("before", "text", "project blue heron")
                    .body());
            assertThat(whole.select(".touches").text()).as("without a script").contains("the northern project");
        }
        assertThat(everyByte()).doesNotContain("project blue heron").doesNotContain(SECRET);
        try (Visitor again = Visitor.on(folder.resolve("kept"))) {
            assertThat(look(again, "project blue heron", "").text()).as("kept").contains("the northern project");
            assertThat(again.submit("before/away").text()).contains("There is no register");
        }
    }

    private String everyByte() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("kept"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void whatIsKeptOfARegisterIsEncryptedWithTheRest() throws IOException {
        try (Visitor visitor = Visitor.on(folder.resolve("kept"))) {
            take(visitor, register(MARCH));
            visitor.post("settings/passphrase", "passphrase", "four plain words", "again", "four plain words");
        }
        String secret = key.text().lines().skip(1).findFirst().orElseThrow();
        assertThat(everyByte()).doesNotContain(secret.substring(8)).doesNotContain("WAYWREG");
        try (Visitor locked = Visitor.on(folder.resolve("kept"))) {
            assertThat(locked.fetch("before").headers().firstValue("Location").orElse(""))
                    .endsWith("/unlock");
            locked.post("unlock", "passphrase", "four plain words");
            assertThat(look(locked, SECRET, "").text()).contains("the northern project");
        }
    }

    @Test
    void aDroppedDraftIsReadAndNothingOfItStays() throws IOException {
        try (Visitor visitor = Visitor.on(folder.resolve("kept"))) {
            take(visitor, register(MARCH));
            byte[] draft = "Dear Kim, project blue heron goes well.".getBytes(StandardCharsets.UTF_8);
            assertThat(visitor.put("before/draft", "letter.txt", draft).body()).contains("the northern project");
        }
        assertThat(everyByte()).doesNotContain("goes well");
    }

    @Test
    void aPageOfTextIsAnsweredWithinATenthOfASecond() throws IOException {
        try (Visitor visitor = Visitor.withNoTrace()) {
            take(visitor, register(MARCH));
            String page =
                    "We met the supplier and talked about delivery, prices and the next visit. ".repeat(40) + SECRET;
            look(visitor, page, "");
            List<Duration> took = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                long begin = System.nanoTime();
                assertThat(look(visitor, page, "").select("mark")).hasSize(1);
                took.add(Duration.ofNanos(System.nanoTime() - begin));
            }
            Collections.sort(took);
            assertThat(took.get(4)).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void whatCannotBeUsedIsRefusedInWords() throws IOException {
        try (Visitor visitor = Visitor.on(folder.resolve("kept"))) {
            byte[] register = register(MARCH);
            visitor.post("before/key", "key", "password123");
            assertThat(visitor.put("before/register", "r", register).body()).contains("That is no key of a register");
            byte[] altered = register.clone();
            altered[altered.length / 2] ^= 1;
            assertThat(take(visitor, altered)).contains("is not what the desk signed");
            assertThat(take(visitor, new byte[0])).contains("is no register");
            RegisterKey mine = key;
            key = RegisterKey.generate(signer.getPublic(), new SecureRandom());
            assertThat(take(visitor, register)).contains("another key");
            key = mine;
            assertThat(take(visitor, register(MARCH.plusSeconds(3600)))).isEqualTo("{}");
            assertThat(take(visitor, register)).contains("Nothing was taken in", "08:00", "09:00");
        }
    }

    @Test
    void anOlderRegisterInThePlaceOfANewerIsSaid() throws IOException {
        byte[] newer = register(MARCH.plusSeconds(3600));
        Path file = Files.write(folder.resolve("usual.wwr"), newer);
        Means plain = Means.of(Visitor.SETTINGS);
        Means means = new Means(Visitor.SETTINGS, new GivenRegister(file, key), plain.drafts(), plain.fetching());
        try (Visitor visitor = Visitor.on(shelf(), means)) {
            assertThat(visitor.see("before").text())
                    .contains("Your desk put it on this machine")
                    .doesNotContain("older");
        }
        Files.write(file, register(MARCH));
        for (int i = 0; i < 2; i++) {
            try (Visitor visitor = Visitor.on(shelf(), means)) {
                assertThat(Visitor.one(visitor.see("before"), "[role=alert].unread")
                                .text())
                        .contains("older than the register you had", "ask your desk");
                assertThat(look(visitor, SECRET, "").text()).contains("the northern project");
            }
        }
    }

    private FolderShelf shelf() throws IOException {
        return FolderShelf.in(folder.resolve("kept")).orElseThrow();
    }

    @Test
    void aContactShowsWhatWasAskedAndToldAndSoDoesTheReport() throws IOException {
        try (Visitor visitor = Visitor.on(folder.resolve("kept"))) {
            visitor.drop("chat.txt", CHAT.getBytes(StandardCharsets.UTF_8));
            visitor.post("drop/me", "name", "Mira");
            visitor.untilDone();
            String contact = "c/" + visitor.key("Kim");
            assertThat(visitor.see(contact).text()).doesNotContain("Protected matters");
            take(visitor, register(MARCH));
            Document page = visitor.seeOnce(contact, ".matter");
            assertThat(page.select(".matter").text())
                    .contains("the northern project", "The contact asks about it", "You wrote of it")
                    .contains("message 2, 2 Mar 2026");
            assertThat(page.select(".matter a").eachAttr("href")).allMatch(link -> link.contains("#c1-m"));
            String tell = "tell/" + contact.substring(2);
            assertThat(visitor.see(tell).select("input[name=matters]")).hasSize(1);
            Document preview = visitor.submit(tell, "pick", "1", "named", "yes", "matters", "yes");
            assertThat(preview.select(".paper").text())
                    .contains("the reporter wrote of it in message 2, 2 Mar 2026")
                    .contains("the contact asks about it in message 1, 1 Mar 2026, message 3, 3 Mar 2026");
            assertThat(visitor.submit(tell, "pick", "1", "named", "yes")
                            .select(".paper")
                            .text())
                    .doesNotContain("Protected matters");
        }
    }
}
