package waywarden.intake.whatsapp;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Lines;
import waywarden.intake.Marks;
import waywarden.intake.MessageText;
import waywarden.intake.Opening;
import waywarden.intake.Reason;
import waywarden.intake.ThreadId;
import waywarden.intake.Transcript;
import waywarden.intake.TranscriptSink;
import waywarden.intake.Utterance;

/// Reads the text that WhatsApp exports, from phones of either kind and in any language. It is read twice: what one
/// line leaves open (day or month first, where a name ends) the whole file tells.
public final class WhatsAppReader implements ConversationReader {

    /// Lines looked at to recognise the format.
    private static final int LOOKED_AT = 60;

    @Override
    public String name() {
        return "WhatsApp chat";
    }

    @Override
    public boolean recognises(Opening opening) {
        List<String> lines = opening.text()
                .lines()
                .filter(line -> !line.isBlank())
                .limit(LOOKED_AT)
                .toList();
        HeadLine head = new HeadLine();
        int heads = 0;
        boolean someoneSpeaks = false;
        for (String line : lines) {
            if (!head.scan(line)) continue;
            heads++;
            someoneSpeaks |= line.indexOf(':', head.end()) >= 0;
        }
        return someoneSpeaks && (head.scan(lines.getFirst()) || heads * 5 >= lines.size());
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        FirstLook look = FirstLook.at(export, limits);
        try (Lines lines = Lines.of(export, limits, sink)) {
            new Chat(export, limits, sink, look).read(lines);
        }
    }

    /// One chat while it is read: the message begun, and what the lines so far have told of the chat.
    private static final class Chat {
        private final TranscriptSink sink;
        private final FirstLook look;
        private final HeadLine head = new HeadLine();
        private final MessageText text;
        private final Set<String> senders = new LinkedHashSet<>();
        private final Set<String> workers = new LinkedHashSet<>();
        private @Nullable String title;
        private @Nullable String threadId;
        private @Nullable String sender;
        private @Nullable OffsetDateTime at;
        private boolean begun;
        private long before;

        private Chat(Export export, IntakeLimits limits, TranscriptSink sink, FirstLook look) {
            this.sink = sink;
            this.look = look;
            this.text = new MessageText(limits);
            this.title = ChatTitle.of(export.name());
        }

        private void read(Lines lines) throws IOException {
            for (String line = lines.next(); line != null; line = lines.next()) line(line, lines.number());
            say();
            for (FirstLook.Shape shape : look.shapes()) {
                if (shape.isGuess()) sink.note(0, guess(shape.order()));
            }
            if (threadId != null) sink.header(new Transcript.Header(threadId, "whatsapp", title, worker(), null));
        }

        private static Reason guess(DateOrder order) {
            boolean monthFirst = order == DateOrder.MONTH_DAY_YEAR || order == DateOrder.MONTH_YEAR_DAY;
            return Reason.of(monthFirst ? "dates-month-first" : "dates-day-first");
        }

        private void line(String line, long number) {
            FirstLook.Shape shape = head.scan(line) ? look.own(head.shape()) : null;
            OffsetDateTime time = shape == null ? null : shape.order().timeOf(head);
            if (time != null) {
                begin(line, time);
                return;
            }
            if (shape != null) sink.note(number, Reason.of("date-impossible"));
            if (sender != null) text.line(line);
            else if (!begun && !line.isBlank()) before++;
        }

        private void begin(String line, OffsetDateTime time) {
            say();
            if (!begun && before > 0) sink.loss(1, Reason.of("text-before-first-message", before));
            begun = true;
            at = time;
            int colon = colonAfterName(line, head.end());
            if (colon < 0) return;
            sender = Marks.strip(line.substring(head.end(), colon)).replace('\u202F', ' ');
            int from = colon + 1;
            if (from < line.length() && Marks.isSpace(line.charAt(from))) from++;
            text.begin(line.substring(from));
        }

        /// Index of the colon that ends the sender's name, or -1 in a line of the program's own.
        private int colonAfterName(String line, int from) {
            int colon = FirstLook.colonAndSpace(line, from);
            if (colon < 0) return bareColon(line, from);
            String name = Marks.strip(line.substring(from, colon));
            if (look.goesOnAfterColon(name)) {
                colon = FirstLook.colonAndSpace(line, colon + 1);
                name = colon < 0 ? "" : Marks.strip(line.substring(from, colon));
            }
            return isName(name) ? colon : -1;
        }

        /// `Jane:.` is Jane speaking where other lines show that there is a Jane.
        private int bareColon(String line, int from) {
            int colon = line.indexOf(':', from);
            if (colon < 0) return -1;
            String name = Marks.strip(line.substring(from, colon));
            return isName(name) && look.knows(name) ? colon : -1;
        }

        /// A name with a quotation begun and not ended is a line like `Jane changed the subject to “Trip: North”`.
        private static boolean isName(String name) {
            if (name.isEmpty() || name.length() > 100) return false;
            long straight = name.chars().filter(c -> c == '"').count();
            return straight % 2 == 0
                    && (name.indexOf('“') < 0 || name.indexOf('”') >= 0)
                    && (name.indexOf('«') < 0 || name.indexOf('»') >= 0)
                    && (name.indexOf('„') < 0 || name.indexOf('“') >= 0);
        }

        private void say() {
            String speaker = sender;
            sender = null;
            if (speaker == null) return;
            String whole = text.whole();
            boolean marked = !whole.isEmpty() && whole.charAt(0) == '\u200E';
            String bare = Marks.strip(whole);
            if (Placeholder.isSystem(bare, marked)) {
                if (title == null && Placeholder.isEncryptionNotice(bare)) title = speaker;
                return;
            }
            String words = Placeholder.uniform(bare, marked);
            if (marked && words.equals(bare) && look.neverSpeaks(speaker)) return;
            if (words.equals("<deleted>") && Placeholder.isDeletedByOwner(bare)) workers.add(speaker);
            say(new Utterance(at, speaker, words));
        }

        private void say(Utterance utterance) {
            if (threadId == null) {
                threadId = ThreadId.of("whatsapp", utterance);
                sink.header(new Transcript.Header(threadId, "whatsapp", title, Set.of(), null));
            }
            if (senders.size() < 3) senders.add(utterance.sender());
            sink.say(threadId, utterance);
        }

        /// Who deleted a message as `you`, or, in a chat of two named after one of them, the other.
        private Set<String> worker() {
            if (workers.size() == 1) return workers;
            if (title == null || senders.size() != 2 || !senders.contains(title)) return Set.of();
            Set<String> other = new LinkedHashSet<>(senders);
            other.remove(title);
            return other;
        }
    }
}
