package waywarden.page;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import waywarden.page.Notebook.Person;
import waywarden.page.server.Request.Form;
import waywarden.result.Texts;
import waywarden.result.Wording;

/// Whom a form is about: a contact who is known already, or someone new by name.
final class People {

    private static final int LONGEST_NAME = 200;

    private People() {}

    /// A contact to choose.
    record Choice(String key, String name) {}

    static List<Choice> choices(Book book, Texts texts) {
        return book.contacts(texts).stream()
                .map(known -> new Choice(
                        known.key(), Wording.name(texts, known.course().talk())))
                .toList();
    }

    /// @param key  in addresses
    /// @param name as she calls the contact
    record Chosen(String key, String name) {}

    /// Whom she chose or named; nothing if neither. Someone new is known from then on.
    static Optional<Chosen> chosen(Visit visit, Form form) throws IOException {
        Optional<Known> known = visit.book().find(form.get("contact"), visit.texts());
        if (known.isPresent()) {
            return Optional.of(new Chosen(
                    known.get().key(),
                    Wording.name(visit.texts(), known.get().course().talk())));
        }
        String name = form.get("name");
        if (name.isEmpty() || name.length() > LONGEST_NAME) return Optional.empty();
        for (Choice choice : choices(visit.book(), visit.texts())) {
            if (choice.name().equalsIgnoreCase(name)) return Optional.of(new Chosen(choice.key(), choice.name()));
        }
        Person person = Person.called(name);
        visit.book().change(null, notebook -> notebook.meeting(person));
        return Optional.of(new Chosen(person.key(), person.name()));
    }
}
