package waywarden.page;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.intake.Reason;
import waywarden.page.Notebook.Told;
import waywarden.page.Notebook.Verdict;
import waywarden.screening.Ahead;
import waywarden.screening.Answer;
import waywarden.screening.Screener;
import waywarden.screening.Screener.Look;
import waywarden.screening.Screener.Standing;
import waywarden.screening.Screener.Step;
import waywarden.screening.Screening;
import waywarden.screening.Screening.NotScreened;
import waywarden.screening.Screening.ScreenedMessage;

/// All that went between the worker and one contact, on whatever channels, read once; from it the result
/// follows, however her answers change.
///
/// @param key   of the contact
/// @param talk  everything said, in time order
/// @param looks one for each message of it
record Course(String key, Conversation talk, List<Look> looks) {

    Course {
        looks = List.copyOf(looks);
    }

    /// Hears of every message read.
    interface Heard {
        void oneMore();
    }

    static Course read(Screener screener, String key, Conversation talk, Heard heard) {
        int messages = talk.messages().size();
        List<Look> looks = new ArrayList<>(messages);
        Screener.Heard before = Screener.Heard.NOTHING;
        try (Ahead ahead = screener.ahead(List.of(talk))) {
            for (int i = 0; i < messages; i++) {
                Look look = screener.look(before, i, ahead.next());
                before = look.heard();
                looks.add(look.alone());
                heard.oneMore();
            }
        }
        return new Course(key, talk, looks);
    }

    /// In her words, what she told of a contact.
    interface Saying {
        String of(Told told);
    }

    /// What comes of it all. What she told stands in the course where she told it, as a line of her own; what
    /// came before is settled by it, what comes after counts anew.
    Screening judged(Screener screener, List<Verdict> verdicts, List<Told> told, Saying saying) {
        List<Told> telling = told.stream()
                .filter(t -> t.knowledge().indicator(t.answer()).isPresent())
                .sorted(Comparator.comparing(Told::at))
                .toList();
        boolean heard = talk.messages().stream().anyMatch(message -> message.from() == Speaker.CONTACT);
        if (!heard && telling.isEmpty()) return new NotScreened(talk, Reason.of("no-contact-message"));
        Fold fold = new Fold(screener);
        Answers answers = new Answers(verdicts);
        int next = 0;
        for (Look look : looks) {
            while (next < telling.size() && isBefore(telling.get(next), look.message())) {
                fold.told(telling.get(next++), saying);
            }
            fold.said(look, answers.in(look.message()));
        }
        while (next < telling.size()) fold.told(telling.get(next++), saying);
        return Screener.summed(Chat.with(talk, fold.messages), fold.screened, fold.settled);
    }

    private static boolean isBefore(Told told, Message message) {
        return message.at() != null && wall(told.at()).isBefore(message.at());
    }

    /// As a clock on the wall shows it, like the times of exports.
    static OffsetDateTime wall(OffsetDateTime at) {
        return at.toLocalDateTime().atOffset(ZoneOffset.UTC);
    }

    private static final class Fold {
        private final Screener screener;
        private final List<Message> messages = new ArrayList<>();
        private final List<ScreenedMessage> screened = new ArrayList<>();
        private Standing standing;
        private int settled;

        Fold(Screener screener) {
            this.screener = screener;
            this.standing = screener.start();
        }

        void said(Look look, Map<String, Answer> answers) {
            add(look.message(), screener.step(standing, look, answers));
        }

        void told(Told told, Saying saying) {
            Message message = new Message(wall(told.at()), Speaker.WORKER, saying.of(told));
            String indicator = told.knowledge().indicator(told.answer()).orElseThrow();
            settled = messages.size();
            add(message, screener.told(standing, message, indicator));
        }

        private void add(Message message, Step step) {
            messages.add(message);
            screened.add(step.message());
            standing = step.standing();
        }
    }

    /// Her answers by message: what she said of one message goes before what she said of all.
    private static final class Answers {
        private final Map<String, Answer> everywhere = new HashMap<>();
        private final Map<String, Map<String, Answer>> byMessage = new HashMap<>();

        Answers(List<Verdict> verdicts) {
            for (Verdict verdict : verdicts) {
                String message = verdict.message();
                Map<String, Answer> answers =
                        message == null ? everywhere : byMessage.computeIfAbsent(message, m -> new HashMap<>());
                answers.put(verdict.indicator(), verdict.answer());
            }
        }

        Map<String, Answer> in(Message message) {
            if (byMessage.isEmpty()) return everywhere;
            Map<String, Answer> here = byMessage.get(key(message));
            if (here == null) return everywhere;
            Map<String, Answer> both = new HashMap<>(everywhere);
            both.putAll(here);
            return both;
        }
    }

    /// By which a message is known again in another export of the same chat.
    static String key(Message message) {
        return Keys.of(String.valueOf(message.at()), message.from().name(), message.text());
    }

    /// Says nothing of names or words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Course[" + looks.size() + " messages]";
    }
}
