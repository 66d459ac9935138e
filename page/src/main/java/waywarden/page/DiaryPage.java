package waywarden.page;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import waywarden.intake.diary.DiaryEntry;
import waywarden.intake.diary.DiaryEntry.Began;
import waywarden.page.Notebook.Meeting;
import waywarden.page.People.Choice;
import waywarden.page.People.Chosen;
import waywarden.page.server.Reply;
import waywarden.page.server.Request.Form;
import waywarden.result.Texts;
import waywarden.result.Wording;

/// Notes of meetings in person, which join the course of the contact met.
final class DiaryPage implements Site.Part {

    private static final List<String> WORDS = List.of("said", "asked", "given", "promised", "paid");

    /// What the page shows.
    ///
    /// @param contact chosen beforehand; empty for none
    /// @param now     for the field of the time
    record Model(List<Choice> choices, String contact, String now, List<String> words, List<Note> notes) {}

    /// A note as shown.
    record Note(String id, String key, String name, String when, DiaryEntry entry) {}

    @Override
    public Reply reply(Visit visit) throws IOException {
        if (!visit.isPost()) return page(visit);
        Form form = visit.request().form();
        return switch (visit.part(0)) {
            case "" -> note(visit, form);
            case "away" -> away(visit, form);
            default -> visit.missing();
        };
    }

    private static Reply page(Visit visit) {
        Texts texts = visit.texts();
        Book book = visit.book();
        List<Note> notes = book.notebook().meetings().stream()
                .sorted(Comparator.comparing(
                                (Meeting meeting) -> meeting.entry().t())
                        .reversed())
                .map(meeting -> new Note(
                        meeting.id(),
                        meeting.contact(),
                        meeting.entry().contact(),
                        Wording.dateTime(texts, meeting.entry().t()),
                        meeting.entry()))
                .toList();
        String now =
                book.now().toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
        Model model = new Model(People.choices(book, texts), visit.request().query("contact"), now, WORDS, notes);
        return visit.page("diary.jte", "diary", texts.say("nav.diary"), Map.of("page", model));
    }

    private static Reply note(Visit visit, Form form) throws IOException {
        Texts texts = visit.texts();
        if (WORDS.stream().allMatch(word -> form.get(word).isEmpty())) {
            return visit.to("diary", texts.say("diary.nothing"));
        }
        Optional<OffsetDateTime> when = when(visit.book(), form.get("when"));
        if (when.isEmpty()) return visit.to("diary", texts.say("diary.when.wrong"));
        Optional<Chosen> chosen = People.chosen(visit, form);
        if (chosen.isEmpty()) return visit.to("diary", texts.say("diary.nobody"));
        DiaryEntry entry = new DiaryEntry(
                when.get(),
                chosen.get().name(),
                form.get("place"),
                began(form.get("began")),
                form.get("said"),
                form.get("asked"),
                form.get("given"),
                form.get("promised"),
                form.get("paid"));
        Book book = visit.book();
        String key = chosen.get().key();
        Optional<Known> before = book.find(key, texts);
        String id = Keys.of(
                key,
                String.valueOf(book.now()),
                String.valueOf(book.notebook().meetings().size()));
        book.change(null, notebook -> notebook.noting(new Meeting(id, key, entry)));
        if (!book.caughtUp()) return visit.to("", texts.say("reading.later"));
        Optional<Known> after = book.find(key, texts);
        String sentence = before.isPresent() && after.isPresent()
                ? Change.sentence(texts, before.get(), after.get())
                : texts.say("diary.kept");
        return visit.to("c/" + key, sentence);
    }

    private static Optional<OffsetDateTime> when(Book book, String written) {
        if (written.isEmpty()) return Optional.of(book.now().truncatedTo(ChronoUnit.MINUTES));
        try {
            return Optional.of(LocalDateTime.parse(written).atOffset(book.now().getOffset()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Began began(String word) {
        return switch (word) {
            case "contact" -> Began.CONTACT;
            case "worker" -> Began.WORKER;
            default -> Began.UNCLEAR;
        };
    }

    private static Reply away(Visit visit, Form form) throws IOException {
        visit.book().change(null, notebook -> notebook.withoutMeeting(form.get("id")));
        boolean read = visit.book().caughtUp();
        return visit.to(read ? "diary" : "", visit.texts().say(read ? "diary.gone" : "reading.later"));
    }
}
