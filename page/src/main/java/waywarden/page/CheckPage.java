package waywarden.page;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import waywarden.page.Knowledge.Part;
import waywarden.page.People.Choice;
import waywarden.page.People.Chosen;
import waywarden.page.server.Reply;
import waywarden.page.server.Request.Form;
import waywarden.result.Texts;
import waywarden.screening.Answer;

/// The questions that public guidance asks about a stranger's profile, as one short form.
final class CheckPage implements Site.Part {

    record Model(List<Choice> choices, List<Knowledge> questions) {}

    @Override
    public Reply reply(Visit visit) throws IOException {
        Texts texts = visit.texts();
        if (visit.isPost()) return check(visit, visit.request().form());
        Model model = new Model(People.choices(visit.book(), texts), Knowledge.of(Part.PROFILE));
        return visit.page("check.jte", "check", texts.say("nav.check"), Map.of("page", model));
    }

    private static Reply check(Visit visit, Form form) throws IOException {
        Texts texts = visit.texts();
        Book book = visit.book();
        Optional<Chosen> chosen = People.chosen(visit, form);
        if (chosen.isEmpty()) return visit.to("check", texts.say("diary.nobody"));
        String key = chosen.get().key();
        Optional<Known> before = book.find(key, texts);
        book.change(key, notebook -> {
            Notebook told = notebook;
            for (Knowledge question : Knowledge.of(Part.PROFILE)) {
                Answer answer = ContactPage.answer(form.get(question.word()));
                if (answer != null) told = told.knowing(key, question, answer, book.now());
            }
            return told;
        });
        if (!book.caughtUp()) return visit.to("", texts.say("reading.later"));
        Optional<Known> after = book.find(key, texts);
        String sentence = before.isPresent() && after.isPresent()
                ? Change.sentence(texts, before.get(), after.get())
                : texts.say("check.kept");
        return visit.to("c/" + key, sentence);
    }
}
