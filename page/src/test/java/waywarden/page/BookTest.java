package waywarden.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.intake.diary.DiaryEntry;
import waywarden.intake.diary.DiaryEntry.Began;
import waywarden.page.Notebook.Meeting;
import waywarden.page.store.FolderShelf;
import waywarden.page.store.NoShelf;
import waywarden.result.Texts;

class BookTest {

    private static Conversation talk(int messages) {
        OffsetDateTime begin = OffsetDateTime.parse("2026-03-01T08:00:00Z");
        return new Conversation(
                "1",
                "chat.txt",
                "Kim",
                "chat",
                null,
                IntStream.range(0, messages)
                        .mapToObj(i -> new Message(
                                begin.plusMinutes(i),
                                i % 2 == 0 ? Speaker.CONTACT : Speaker.WORKER,
                                "What about the report of the week " + i + ", is it ready?"))
                        .toList());
    }

    @Test
    void whatWasKnownIsShownUntilItIsReadAnew() throws IOException, InterruptedException {
        NoShelf shelf = new NoShelf();
        Book book = new Book(shelf, Visitor.CLOCK, new Guard(shelf, null));
        String key = book.add(List.of(talk(3000))).getFirst();
        book.catchUp();
        Texts texts = Phrases.in(Locale.ENGLISH);
        Known before = book.find(key, texts).orElseThrow();

        Thread guarding = Thread.ofPlatform().start(book::guarded);
        int looks = 0;
        while (guarding.isAlive()) {
            assertThat(book.find(key, texts)).isPresent();
            if (book.progressed().done() > 0) looks++;
        }
        guarding.join();
        assertThat(looks).as("seen while it was read").isPositive();
        Known after = book.find(key, texts).orElseThrow();
        assertThat(after).as("read anew").isNotSameAs(before);
        assertThat(after.concern()).isEqualTo(before.concern());
    }

    @Test
    void whatIsReadWhileItIsWrittenIsTheSame() throws IOException {
        Texts texts = Phrases.in(Locale.ENGLISH);
        Book together = new Book(new NoShelf(), Visitor.CLOCK, new Guard(new NoShelf(), null));
        String key = together.take(List.of(talk(3000))).getFirst();
        Book apart = new Book(new NoShelf(), Visitor.CLOCK, new Guard(new NoShelf(), null));
        apart.add(List.of(talk(3000)));
        apart.catchUp();
        Known known = together.find(key, texts).orElseThrow();
        assertThat(known.result())
                .isEqualTo(apart.find(key, texts).orElseThrow().result());
        assertThat(known.course().looks()).hasSize(3000);
        // What came before and after, together with what is known.
        together.take(List.of(talk(3100)));
        assertThat(together.find(key, texts).orElseThrow().course().looks()).hasSize(3100);
    }

    @Test
    void whatCannotBeWrittenIsNotShown(@TempDir Path folder) throws IOException {
        try (FolderShelf shelf = FolderShelf.in(folder).orElseThrow()) {
            Conversation talk = talk(20_000);
            // A folder stands where the chat's file should.
            Path file = folder.resolve("chat-" + Chat.of(talk).key() + ".json");
            Files.createDirectories(file.resolve("full"));
            Book book = new Book(shelf, Visitor.CLOCK, new Guard(new NoShelf(), null));
            assertThatThrownBy(() -> book.take(List.of(talk))).isInstanceOf(IOException.class);
            book.catchUp();
            assertThat(book.contacts(Phrases.in(Locale.ENGLISH))).isEmpty();
            assertThat(book.progressed()).isEqualTo(new Book.Progressed(0, 0));
        }
    }

    @Test
    void aNoteOnALongTalkLetsNobodyWait() throws IOException {
        Book book = new Book(new NoShelf(), Visitor.CLOCK, new Guard(new NoShelf(), null));
        String key = book.add(List.of(talk(3000))).getFirst();
        book.catchUp();
        Texts texts = Phrases.in(Locale.ENGLISH);
        Meeting meeting = new Meeting(
                "1", key, new DiaryEntry(book.now(), "Kim", "", Began.UNCLEAR, "We had tea.", "", "", "", ""));
        book.change(null, notebook -> notebook.noting(meeting));
        assertThat(book.caughtUp(Duration.ZERO)).isFalse();
        assertThat(book.find(key, texts)).as("as it was").isPresent();
        assertThat(book.caughtUp(Duration.ofMinutes(1))).isTrue();
        assertThat(book.find(key, texts).orElseThrow().course().talk().messages())
                .hasSize(3001);
    }

    @Test
    void whoIsForgottenWhileReadIsNotShownAgain() throws IOException, InterruptedException {
        NoShelf shelf = new NoShelf();
        Book book = new Book(shelf, Visitor.CLOCK, new Guard(shelf, null));
        String key = book.add(List.of(talk(3000))).getFirst();
        Thread reading = Thread.ofPlatform().start(book::catchUp);
        while (book.progressed().done() == 0 && reading.isAlive()) Thread.onSpinWait();
        assertThat(reading.isAlive()).isTrue();
        book.forgetEverything();
        reading.join();
        assertThat(book.find(key, Phrases.in(Locale.ENGLISH))).isEmpty();
    }
}
