package waywarden.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waywarden.indicator.Indicator;
import waywarden.page.Knowledge.Part;
import waywarden.page.Notebook.Verdict;
import waywarden.page.server.Reply;
import waywarden.page.server.Request;
import waywarden.page.server.Request.Form;
import waywarden.result.Page;
import waywarden.result.Settings;
import waywarden.result.Settings.Desk;
import waywarden.result.Summary;
import waywarden.result.Summary.Sign;
import waywarden.result.Texts;
import waywarden.result.Wording;
import waywarden.screening.Answer;
import waywarden.screening.Concern;

/// One contact: the conversation with its findings, what speaks for and against, what she says of it, what to do.
final class ContactPage implements Site.Part {

    /// How many signs are shown unfolded.
    private static final int FOREMOST = 6;

    private final Settings settings;

    private final AdvisoriesPage advisories;

    ContactPage(Settings settings, AdvisoriesPage advisories) {
        this.settings = settings;
        this.advisories = advisories;
    }

    /// What the page shows.
    ///
    /// @param key      of the contact
    /// @param contact  as the report shows one
    /// @param window   the part of the conversation that is shown
    /// @param denied   what she said no to
    /// @param know     what she knows of the contact, question by question
    /// @param check    what she found of the contact's profile
    /// @param desks    whom to tell
    /// @param joinable other contacts who may be the same one
    /// @param joined   chats that she joined to this contact
    /// @param warnings whose pattern was seen with this contact
    record Model(
            String key,
            String name,
            Page.@Nullable Contact contact,
            @Nullable Window window,
            List<Denied> denied,
            List<Question> know,
            List<Question> check,
            List<Desk> desks,
            List<Other> joinable,
            List<Other> joined,
            List<AdvisoriesPage.Fitting> warnings,
            Book book,
            Texts texts) {

        /// What she said of a sign as a whole.
        String answer(Sign sign) {
            return said(null, sign.indicator().id());
        }

        /// What she said of a finding in one message, or of the sign as a whole.
        String answer(int message, String indicator) {
            String here = said(messageKey(message), indicator);
            return here.isEmpty() ? said(null, indicator) : here;
        }

        private String said(@Nullable String message, String indicator) {
            return book.notebook().verdicts().stream()
                    .filter(verdict -> verdict.isOn(key, message, indicator))
                    .map(verdict -> Phrases.word(verdict.answer()))
                    .findFirst()
                    .orElse("");
        }

        String messageKey(int message) {
            return contact == null
                    ? ""
                    : Course.key(contact.summary().conversation().messages().get(message));
        }

        Indicator indicator(String id) {
            return book.screener().catalog().find(id).orElseThrow();
        }

        /// The most telling signs; the others are folded, so that the conversation is not far away.
        List<Sign> foremost() {
            return signs().subList(0, Math.min(FOREMOST, signs().size()));
        }

        List<Sign> others() {
            return signs().subList(foremost().size(), signs().size());
        }

        private List<Sign> signs() {
            return contact == null ? List.of() : contact.summary().signs();
        }

        boolean isChecked() {
            return check.stream().anyMatch(question -> !question.answer().isEmpty());
        }

        boolean isOutdated() {
            return book.isOutdated(key);
        }

        boolean isGrave() {
            return contact != null && contact.concern().compareTo(Concern.VERIFY) >= 0;
        }
    }

    /// A finding that she said no to, which is shown no more.
    ///
    /// @param message key of the message meant; empty for everywhere
    record Denied(Indicator indicator, String message) {}

    /// @param answer what she answered; empty where nothing yet
    record Question(Knowledge knowledge, String answer) {}

    record Other(String key, String name) {}

    @Override
    public Reply reply(Visit visit) throws IOException {
        Optional<Known> found = visit.book().find(visit.part(0), visit.texts());
        if (found.isEmpty()) return visit.missing();
        if (visit.isPost()) return change(visit, found.get());
        Model model = model(visit, found.get());
        if (visit.part(1).equals("messages")) {
            return visit.fragment("messages.jte", Map.of("page", model));
        }
        return visit.page("contact.jte", "contacts", model.name(), Map.of("page", model));
    }

    private Model model(Visit visit, Known known) throws IOException {
        Texts texts = visit.texts();
        Book book = visit.book();
        String address = visit.base() + "/c/" + known.key();
        Summary summary = known.summary();
        Page.Contact contact = summary == null
                ? null
                : new Page.Contact(1, summary, texts, message -> address + "?m=" + message + "#c1-m" + message);
        List<Other> others = book.contacts(texts).stream()
                .filter(other -> !other.key().equals(known.key()))
                .map(other -> new Other(
                        other.key(), Wording.name(texts, other.course().talk())))
                .toList();
        List<Other> joined = known.chats().stream()
                .filter(chat -> !chat.key().equals(known.key()))
                .map(chat -> new Other(chat.key(), Wording.facts(texts, chat.conversation(), " · ")))
                .toList();
        return new Model(
                known.key(),
                Wording.name(texts, known.course().talk()),
                contact,
                contact == null ? null : Window.of(contact, visit.request()),
                denied(book, known.key()),
                questions(book, known.key(), Part.CONTACT),
                questions(book, known.key(), Part.PROFILE),
                desks(book),
                others,
                joined,
                advisories.fitting(visit, known),
                book,
                texts);
    }

    List<Desk> desks(Book book) {
        return Stream.concat(book.notebook().desks().stream(), settings.tell().stream())
                .toList();
    }

    private static List<Denied> denied(Book book, String key) {
        List<Denied> denied = new ArrayList<>();
        for (Verdict verdict : book.notebook().verdicts()) {
            if (!verdict.contact().equals(key) || verdict.answer() != Answer.NO) continue;
            String message = verdict.message() == null ? "" : verdict.message();
            book.screener()
                    .catalog()
                    .find(verdict.indicator())
                    .ifPresent(indicator -> denied.add(new Denied(indicator, message)));
        }
        return denied;
    }

    static List<Question> questions(Book book, String key, Part part) {
        return Knowledge.of(part).stream()
                .map(knowledge -> new Question(
                        knowledge,
                        book.notebook().told().stream()
                                .filter(t -> t.contact().equals(key) && t.knowledge() == knowledge)
                                .map(t -> Phrases.word(t.answer()))
                                .findFirst()
                                .orElse("")))
                .toList();
    }

    // --- what she says ---

    private static Reply change(Visit visit, Known known) throws IOException {
        Form form = visit.request().form();
        String key = known.key();
        return switch (visit.part(1)) {
            case "finding" -> {
                String indicator = form.get("indicator");
                if (visit.book().screener().catalog().find(indicator).isEmpty()) yield visit.missing();
                String message = form.get("message").isEmpty() ? null : form.get("message");
                Answer answer = answer(form.get("answer"));
                yield changed(
                        visit, key, notebook -> notebook.saying(key, message, indicator, answer), form.get("back"));
            }
            case "know" -> {
                Optional<Knowledge> knowledge = Knowledge.named(form.get("know"));
                if (knowledge.isEmpty()) yield visit.missing();
                Answer answer = answer(form.get("answer"));
                yield changed(
                        visit,
                        key,
                        notebook -> notebook.knowing(
                                key, knowledge.get(), answer, visit.book().now()),
                        form.get("back"));
            }
            case "join" -> {
                visit.book().join(form.get("other"), key);
                yield again(visit, key, "join.done");
            }
            case "part" -> {
                visit.book().part(form.get("other"));
                yield again(visit, key, "join.undone");
            }
            case "forget" -> {
                visit.book().forget(key);
                yield visit.to("", visit.texts().say("forget.done"));
            }
            default -> visit.missing();
        };
    }

    private static Reply again(Visit visit, String key, String done) {
        boolean read = visit.book().caughtUp();
        return visit.to(read ? "c/" + key : "", visit.texts().say(read ? done : "reading.later"));
    }

    /// Nothing for an answer taken back.
    static @Nullable Answer answer(String word) {
        return switch (word) {
            case "yes" -> Answer.YES;
            case "no" -> Answer.NO;
            case "not-sure" -> Answer.NOT_SURE;
            default -> null;
        };
    }

    private static Reply changed(Visit visit, String key, UnaryOperator<Notebook> change, String back)
            throws IOException {
        Texts texts = visit.texts();
        Optional<Known> before = visit.book().find(key, texts);
        visit.book().change(key, change);
        Optional<Known> after = visit.book().find(key, texts);
        String place = back.matches("[A-Za-z0-9-]{1,40}") ? "#" + back : "";
        String sentence = before.isPresent() && after.isPresent()
                ? Change.sentence(texts, before.get(), after.get())
                : texts.say("change.kept");
        return visit.to("c/" + key + place, sentence);
    }

    /// The messages shown, and where to go from there.
    ///
    /// @param from  first message shown, 0-based
    /// @param to    after the last
    /// @param begin where what can be gone to begins: before `from` where there is more before it
    /// @param end   where it ends: after `to` where there is more after it
    record Window(List<Page.Passage> passages, int from, int to, int begin, int end, int messages) {

        /// How many lines a window has at most.
        private static final int LINES = 150;

        static Window of(Page.Contact contact, Request request) {
            int messages = contact.summary().conversation().messages().size();
            if (!request.query("from").isEmpty()) {
                int from = Math.min(request.number("from", 0), messages);
                int end = Math.max(from, Math.min(request.number("to", messages), messages));
                int to = Math.min(end, from + LINES);
                int begin = request.query("side").equals("earlier") ? 0 : from;
                return new Window(List.of(new Page.Passage(from, to, false)), from, to, begin, end, messages);
            }
            int wanted =
                    Math.min(Math.max(request.number("m", 0), request.number("n", 1) - 1), Math.max(0, messages - 1));
            return around(contact.passages(), wanted, messages);
        }

        /// Passages from the one that holds the message wanted, unfolded, until there are lines enough.
        private static Window around(List<Page.Passage> all, int wanted, int messages) {
            List<Page.Passage> passages = new ArrayList<>();
            int lines = 0;
            int from = 0;
            int to = 0;
            for (Page.Passage passage : all) {
                boolean begun = passage.to() > wanted - LINES / 3;
                if (!begun) {
                    from = passage.to();
                    to = from;
                    continue;
                }
                if (lines >= LINES) break;
                boolean holds = wanted > 0 && passage.from() <= wanted && wanted < passage.to();
                if (passage.folded() && !holds) {
                    passages.add(passage);
                    to = passage.to();
                    continue;
                }
                int first = holds ? Math.max(passage.from(), wanted - LINES / 3) : passage.from();
                if (passages.isEmpty()) from = first;
                int last = Math.min(passage.to(), first + LINES - lines);
                if (first > passage.from() && !passages.isEmpty()) {
                    passages.add(new Page.Passage(passage.from(), first, true));
                }
                passages.add(new Page.Passage(first, last, false));
                lines += last - first;
                to = last;
            }
            return new Window(passages, from, to, 0, messages, messages);
        }

        /// Too long to look through from one end to the other.
        boolean isLong() {
            return messages > 2 * LINES;
        }

        boolean hasEarlier() {
            return from > begin;
        }

        boolean hasLater() {
            return to < end;
        }

        /// Whether what comes after is the rest of the conversation, and not of a part of it.
        boolean isOpenEnded() {
            return end == messages;
        }

        int earlier() {
            return Math.max(0, from - LINES);
        }
    }
}
