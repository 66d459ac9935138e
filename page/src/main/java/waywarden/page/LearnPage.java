package waywarden.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.indicator.Indicator;
import waywarden.page.server.Reply;
import waywarden.result.Page;
import waywarden.result.Summary;
import waywarden.result.Texts;
import waywarden.screening.Screening.Screened;

/// The phases, the indicators, public cases, and an exercise in which she guesses before she is told.
final class LearnPage implements Site.Part {

    private static final JsonMapper JSON = new JsonMapper();

    /// What our own writing on cases and exercises holds, in every language of the page.
    record Lessons(List<Case> cases, List<Exercise> exercises) {}

    /// A public case in a few lines, persons by role.
    ///
    /// @param status how firm the facts are: `court`, `agency`, `press` or `cleared`
    record Case(
            String id,
            String status,
            Map<String, String> title,
            List<CaseStep> steps,
            Map<String, String> lesson,
            List<String> sources) {}

    /// @param phase 0 to 3; 4 for how it ended
    record CaseStep(Map<String, String> when, int phase, Map<String, String> text, List<String> indicators) {}

    /// A made-up conversation to judge.
    ///
    /// @param answer `ordinary`, `check` or `stop`
    /// @param lines  by language, each `contact: …` or `worker: …`
    record Exercise(
            String id,
            String answer,
            Map<String, String> name,
            Map<String, List<String>> lines,
            Map<String, String> why) {}

    private static final Lessons LESSONS = lessons();

    private static Lessons lessons() {
        try (InputStream in = Objects.requireNonNull(LearnPage.class.getResourceAsStream("lessons.json"))) {
            return JSON.readValue(in, Lessons.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Reply reply(Visit visit) {
        String title = visit.texts().say("nav.learn");
        return switch (visit.part(0)) {
            case "" -> visit.page("learn.jte", "learn", title, Map.of());
            case "indicators" -> visit.page("indicators.jte", "learn", title, Map.of("kinds", kinds(visit.book())));
            case "cases" -> visit.page("cases.jte", "learn", title, Map.of("cases", LESSONS.cases));
            case "exercise" -> exercise(visit, title);
            default -> visit.missing();
        };
    }

    /// The catalogue by its parts.
    private static Map<Indicator.Kind, List<Indicator>> kinds(Book book) {
        Map<Indicator.Kind, List<Indicator>> kinds = new LinkedHashMap<>();
        for (Indicator.Kind kind : Indicator.Kind.values()) {
            List<Indicator> all = book.screener().catalog().all().stream()
                    .filter(indicator -> indicator.kind() == kind)
                    .toList();
            if (!all.isEmpty()) kinds.put(kind, all);
        }
        return kinds;
    }

    /// @param number  from 1
    /// @param of      how many there are
    /// @param guess   hers; empty before she guessed
    /// @param contact as the machine reads it
    record Round(int number, int of, Exercise exercise, List<Message> messages, String guess, Page.Contact contact) {
        boolean isRight() {
            return guess.equals(exercise.answer());
        }
    }

    private static Reply exercise(Visit visit, String title) {
        int number = visit.part(1).matches("\\d{1,3}") ? Integer.parseInt(visit.part(1)) : 1;
        if (number < 1 || number > LESSONS.exercises.size()) return visit.missing();
        Exercise exercise = LESSONS.exercises.get(number - 1);
        Texts texts = visit.texts();
        List<Message> messages = messages(exercise, texts.language());
        Conversation talk =
                new Conversation(exercise.id, "", exercise.name.get(texts.language()), null, null, messages);
        if (!(visit.book().screener().screen(talk) instanceof Screened screened)) return visit.missing();
        Summary summary = Summary.of(screened, visit.book().screener().catalog());
        String guess = visit.request().query("guess");
        boolean known = List.of("ordinary", "check", "stop").contains(guess);
        Round round = new Round(
                number,
                LESSONS.exercises.size(),
                exercise,
                messages,
                known ? guess : "",
                new Page.Contact(1, summary, texts));
        return visit.page("exercise.jte", "learn", title, Map.of("round", round));
    }

    private static List<Message> messages(Exercise exercise, String language) {
        List<Message> messages = new ArrayList<>();
        for (String line : exercise.lines.getOrDefault(language, List.of())) {
            int colon = line.indexOf(": ");
            Speaker from = line.startsWith("worker") ? Speaker.WORKER : Speaker.CONTACT;
            messages.add(new Message(null, from, line.substring(colon + 2)));
        }
        return messages;
    }

    static List<String> choices() {
        return Arrays.asList("ordinary", "check", "stop");
    }
}
