package waywarden.screening;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.indicator.Match;
import waywarden.register.Entry;
import waywarden.register.Register;
import waywarden.register.Touch;
import waywarden.register.Touch.Span;

/// What a register of protected matters says of a conversation: which matters the contact's questions
/// circle round, and which the worker has already told something of.
public final class ProtectedMatters {

    /// The finding that a contact's question names a protected matter.
    public static final String ASKED = "P3-28";

    /// The finding that a message of the worker's touches one.
    public static final String GIVEN = "W-5";

    /// Without a register.
    public static final ProtectedMatters NONE = new ProtectedMatters(null, LocalDate.EPOCH);

    private final @Nullable Register register;
    private final LocalDate today;

    private ProtectedMatters(@Nullable Register register, LocalDate today) {
        this.register = register;
        this.today = today;
    }

    /// @param today entries that have expired before it are left out
    public static ProtectedMatters of(Register register, LocalDate today) {
        return new ProtectedMatters(register, today);
    }

    /// The end of what each side said so far: a protected matter may lie across two messages of one of them,
    /// as chats cut what a letter says at once.
    ///
    /// @param contact of the contact's messages, empty without a register
    /// @param worker  of the worker's
    public record Tails(String contact, String worker) {
        public static final Tails EMPTY = new Tails("", "");

        /// Characters that are remembered of each side: as far as two elements of an entry may stand apart.
        private static final int LONGEST = 600;

        String of(Speaker from) {
            return from == Speaker.CONTACT ? contact : worker;
        }

        Tails after(Message message) {
            String tail = end(of(message.from()) + message.text() + '\n');
            return message.from() == Speaker.CONTACT ? new Tails(tail, worker) : new Tails(contact, tail);
        }

        /// Not from between the halves of a character.
        private static String end(String text) {
            if (text.length() <= LONGEST) return text;
            int from = text.length() - LONGEST;
            return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
        }

        /// Says nothing of the words, so that they cannot reach a log.
        @Override
        public String toString() {
            return "Tails[" + contact.length() + ", " + worker.length() + " characters]";
        }
    }

    /// What is remembered once a message was read: nothing without a register.
    Tails after(Tails before, Message message) {
        return register == null ? before : before.after(message);
    }

    /// What a message touches, by itself or together with what the same side said just before.
    private static List<Touch> touches(Register register, LocalDate today, Tails before, Message message) {
        String tail = before.of(message.from());
        List<Touch> touches = register.check(tail + message.text(), today);
        if (tail.isEmpty()) return touches;
        List<Touch> here = new ArrayList<>();
        for (Touch touch : touches) {
            List<Span> spans = new ArrayList<>();
            for (Span span : touch.spans()) {
                if (span.end() <= tail.length()) continue;
                spans.add(new Span(Math.max(0, span.start() - tail.length()), span.end() - tail.length()));
            }
            if (!spans.isEmpty()) here.add(new Touch(touch.entry(), touch.kind(), touch.share(), spans));
        }
        return here;
    }

    /// What indicators' words found in a message, and what the register finds beside it.
    ///
    /// A contact's message counts where it asks: it has a question mark, or an indicator of trust or
    /// exploitation was seen in it. To speak of a matter is not to ask for it.
    ///
    /// @param before what was said before it
    List<Match> added(List<Match> matches, Tails before, Message message) {
        if (register == null) return matches;
        boolean contact = message.from() == Speaker.CONTACT;
        if (contact && !asks(message.text(), matches)) return matches;
        List<Touch> touches = touches(register, today, before, message);
        if (touches.isEmpty()) return matches;
        List<Match> all = new ArrayList<>(matches);
        for (Touch touch : touches) {
            for (Span span : touch.spans()) all.add(new Match(contact ? ASKED : GIVEN, span.start(), span.end()));
        }
        return all;
    }

    private static boolean asks(String text, List<Match> matches) {
        if (text.indexOf('?') >= 0 || text.indexOf('？') >= 0 || text.indexOf('؟') >= 0) return true;
        return matches.stream()
                .anyMatch(match ->
                        match.indicator().startsWith("P2") || match.indicator().startsWith("P3"));
    }

    /// A place in a conversation where a matter was touched.
    ///
    /// @param message 0-based index
    /// @param at      when, where the export tells
    /// @param spans   where in the message's text
    public record Mention(int message, @Nullable OffsetDateTime at, List<Span> spans) {
        public Mention {
            spans = List.copyOf(spans);
        }
    }

    /// One protected matter in a conversation.
    ///
    /// @param entry  which
    /// @param asked  questions of the contact that name it, in order
    /// @param given  messages of the worker that touch it, in order
    /// @param rising whether most of two or more questions came in the later half of the contact's
    ///               messages
    public record Theme(Entry entry, List<Mention> asked, List<Mention> given, boolean rising) {
        public Theme {
            asked = List.copyOf(asked);
            given = List.copyOf(given);
        }
    }

    /// The protected matters of a screened conversation, in the order of their first mention; empty without
    /// a register.
    public List<Theme> themes(Screening.Screened screened) {
        if (register == null) return List.of();
        Conversation conversation = screened.conversation();
        Map<Entry, List<Mention>> asked = new LinkedHashMap<>();
        Map<Entry, List<Mention>> given = new LinkedHashMap<>();
        Tails before = Tails.EMPTY;
        for (int i = 0; i < conversation.messages().size(); i++) {
            Message message = conversation.messages().get(i);
            Tails tails = before;
            before = before.after(message);
            if (!isTouched(screened.messages().get(i))) continue;
            for (Touch touch : touches(register, today, tails, message)) {
                boolean contact = message.from() == Speaker.CONTACT;
                Mention mention = new Mention(i, message.at(), touch.spans());
                asked.computeIfAbsent(touch.entry(), e -> new ArrayList<>());
                given.computeIfAbsent(touch.entry(), e -> new ArrayList<>());
                mention((contact ? asked : given).get(touch.entry()), mention);
            }
        }
        List<Theme> themes = new ArrayList<>();
        asked.forEach((entry, asks) ->
                themes.add(new Theme(entry, asks, given.getOrDefault(entry, List.of()), rising(conversation, asks))));
        return themes;
    }

    private static boolean isTouched(Screening.ScreenedMessage message) {
        return message.findings().stream()
                .anyMatch(finding ->
                        finding.indicator().equals(ASKED) || finding.indicator().equals(GIVEN));
    }

    /// An entry may be touched twice by one message: by a copy and by a term.
    private static void mention(@Nullable List<Mention> mentions, Mention mention) {
        if (mentions == null) return;
        boolean again = !mentions.isEmpty() && mentions.getLast().message() == mention.message();
        if (!again) mentions.add(mention);
    }

    private static boolean rising(Conversation conversation, List<Mention> asks) {
        if (asks.size() < 2) return false;
        long before = 0;
        long later = 0;
        long contactMessages = conversation.messages().stream()
                .filter(message -> message.from() == Speaker.CONTACT)
                .count();
        long passed = 0;
        int next = 0;
        for (int i = 0; i < conversation.messages().size() && next < asks.size(); i++) {
            boolean contact = conversation.messages().get(i).from() == Speaker.CONTACT;
            if (asks.get(next).message() == i) {
                if (passed * 2 < contactMessages) before++;
                else later++;
                next++;
            }
            if (contact) passed++;
        }
        return later > before;
    }
}
