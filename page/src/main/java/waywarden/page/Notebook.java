package waywarden.page;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import waywarden.intake.diary.DiaryEntry;
import waywarden.result.Settings.Desk;
import waywarden.screening.Answer;

/// All that the worker said on the page herself: each thing can be taken back.
///
/// @param language one of those the page speaks; null for the browser's
/// @param names    hers, as exports show them
/// @param toured   whether she has seen the tour
/// @param verdicts on findings
/// @param told     of contacts
/// @param meetings noted in the diary
/// @param people   contacts whom she named herself
/// @param joined   chats that are with one and the same contact
/// @param desks    whom to tell
record Notebook(
        @Nullable String language,
        List<String> names,
        boolean toured,
        List<Verdict> verdicts,
        List<Told> told,
        List<Meeting> meetings,
        List<Person> people,
        List<Joined> joined,
        List<Desk> desks) {

    static final Notebook EMPTY =
            new Notebook(null, List.of(), false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    Notebook {
        names = List.copyOf(names);
        verdicts = List.copyOf(verdicts);
        told = List.copyOf(told);
        meetings = List.copyOf(meetings);
        people = List.copyOf(people);
        joined = List.copyOf(joined);
        desks = List.copyOf(desks);
    }

    /// What she says of a finding.
    ///
    /// @param contact   whose
    /// @param message   key of the one message meant; null for wherever the indicator was seen
    /// @param indicator its id
    record Verdict(String contact, @Nullable String message, String indicator, Answer answer) {
        boolean isOn(String ofContact, @Nullable String inMessage, String ofIndicator) {
            return contact.equals(ofContact) && indicator.equals(ofIndicator) && Objects.equals(message, inMessage);
        }
    }

    /// What she knows of a contact.
    ///
    /// @param at when she said so: its place in the course
    record Told(String contact, Knowledge knowledge, Answer answer, OffsetDateTime at) {}

    /// A meeting noted.
    ///
    /// @param id      of this note
    /// @param contact whose course it joins
    record Meeting(String id, String contact, DiaryEntry entry) {}

    /// Someone whom no export names.
    record Person(String key, String name) {

        static Person called(String name) {
            return new Person(Keys.of("person", name.strip().toLowerCase(Locale.ROOT)), name.strip());
        }

        /// Says nothing of the name, so that it cannot reach a log.
        @Override
        public String toString() {
            return "Person[" + key + "]";
        }
    }

    /// @param chat    key of a chat
    /// @param contact key of the contact whom she says it is with
    record Joined(String chat, String contact) {}

    Notebook speaking(String other) {
        return new Notebook(other, names, toured, verdicts, told, meetings, people, joined, desks);
    }

    Notebook called(List<String> more) {
        List<String> all = new ArrayList<>(names);
        more.stream().filter(name -> !all.contains(name)).forEach(all::add);
        return new Notebook(language, all, toured, verdicts, told, meetings, people, joined, desks);
    }

    Notebook afterTour() {
        return new Notebook(language, names, true, verdicts, told, meetings, people, joined, desks);
    }

    /// @param answer null to take it back
    Notebook saying(String contact, @Nullable String message, String indicator, @Nullable Answer answer) {
        List<Verdict> kept = without(verdicts, verdict -> verdict.isOn(contact, message, indicator));
        if (answer != null) kept.add(new Verdict(contact, message, indicator, answer));
        return new Notebook(language, names, toured, kept, told, meetings, people, joined, desks);
    }

    /// @param answer null to take it back
    Notebook knowing(String contact, Knowledge knowledge, @Nullable Answer answer, OffsetDateTime at) {
        List<Told> kept = without(told, t -> t.contact.equals(contact) && t.knowledge == knowledge);
        if (answer != null) kept.add(new Told(contact, knowledge, answer, at));
        return new Notebook(language, names, toured, verdicts, kept, meetings, people, joined, desks);
    }

    Notebook noting(Meeting meeting) {
        List<Meeting> kept = without(meetings, m -> m.id.equals(meeting.id));
        kept.add(meeting);
        return new Notebook(language, names, toured, verdicts, told, kept, people, joined, desks);
    }

    Notebook withoutMeeting(String id) {
        return new Notebook(
                language,
                names,
                toured,
                verdicts,
                told,
                without(meetings, m -> m.id.equals(id)),
                people,
                joined,
                desks);
    }

    Notebook meeting(Person person) {
        List<Person> kept = without(people, p -> p.key.equals(person.key));
        kept.add(person);
        return new Notebook(language, names, toured, verdicts, told, meetings, kept, joined, desks);
    }

    /// @param contact null to part them again
    Notebook joining(String chat, @Nullable String contact) {
        List<Joined> kept = without(joined, j -> j.chat.equals(chat));
        if (contact != null && !contact.equals(chat)) kept.add(new Joined(chat, contact));
        return new Notebook(language, names, toured, verdicts, told, meetings, people, kept, desks);
    }

    /// Meetings noted under one name belong to another contact.
    Notebook moving(String from, String to) {
        List<Meeting> moved = meetings.stream()
                .map(m -> m.contact.equals(from) ? new Meeting(m.id, to, m.entry) : m)
                .toList();
        return new Notebook(
                language,
                names,
                toured,
                verdicts,
                told,
                moved,
                without(people, p -> p.key.equals(from)),
                joined,
                desks);
    }

    Notebook telling(List<Desk> others) {
        return new Notebook(language, names, toured, verdicts, told, meetings, people, joined, others);
    }

    /// Without anything said of a contact.
    Notebook forgetting(String contact) {
        return new Notebook(
                language,
                names,
                toured,
                without(verdicts, v -> v.contact.equals(contact)),
                without(told, t -> t.contact.equals(contact)),
                without(meetings, m -> m.contact.equals(contact)),
                without(people, p -> p.key.equals(contact)),
                without(joined, j -> j.contact.equals(contact) || j.chat.equals(contact)),
                desks);
    }

    private static <T> List<T> without(List<T> all, Predicate<T> left) {
        List<T> kept = new ArrayList<>(all);
        kept.removeIf(left);
        return kept;
    }

    /// The contact whom a chat is with.
    String contactOf(String chat) {
        return joined.stream()
                .filter(j -> j.chat.equals(chat))
                .map(Joined::contact)
                .findFirst()
                .orElse(chat);
    }

    /// Says nothing of what she wrote, so that it cannot reach a log.
    @Override
    public String toString() {
        return "Notebook[" + verdicts.size() + " verdicts, " + told.size() + " told, " + meetings.size() + " meetings]";
    }
}
