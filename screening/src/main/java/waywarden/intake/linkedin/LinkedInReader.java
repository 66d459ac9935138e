package waywarden.intake.linkedin;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.HeldThreads;
import waywarden.intake.HtmlText;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Opening;
import waywarden.intake.Reason;
import waywarden.intake.ThreadKey;
import waywarden.intake.Transcript;
import waywarden.intake.TranscriptSink;
import waywarden.intake.Utterance;
import waywarden.intake.WrittenTime;
import waywarden.intake.table.Table;
import waywarden.intake.table.Table.Row;

/// Reads `messages.csv` of a LinkedIn data export, in the column sets of all its years.
public final class LinkedInReader implements ConversationReader {

    private static final Set<String> COLUMNS = Set.of("from", "to", "date", "content");
    private static final Set<String> TELLING = Set.of("from", "to", "date", "subject", "content", "folder");

    @Override
    public String name() {
        return "LinkedIn messages.csv";
    }

    @Override
    public boolean recognises(Opening opening) {
        return Table.hasColumns(opening, TELLING);
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        if (NotPeople.isNamedSo(export.name())) {
            sink.note(0, Reason.of("linkedin-not-people"));
            return;
        }
        Messages messages = new Messages(limits, sink);
        Table.read(export, limits, sink, COLUMNS, messages);
        messages.finish();
    }

    private static final class Messages implements Table.Each {
        private final TranscriptSink sink;
        private final HeldThreads threads;
        private final Map<String, Set<String>> parties = new LinkedHashMap<>();
        private final Map<String, String> titles = new HashMap<>();
        private final Set<String> wroteOutgoing = new HashSet<>();
        private int drafts;
        private int notPeople;

        Messages(IntakeLimits limits, TranscriptSink sink) {
            this.sink = sink;
            this.threads = new HeldThreads(limits, sink, true);
        }

        @Override
        public void row(Row row) {
            String from = row.cell("from").strip();
            if (isDraft(row)) drafts++;
            else if (NotPeople.wrote(from, row.cell("sender profile url"))) notPeople++;
            else if (row.cells().size() < 2) sink.loss(row.line(), Reason.of("table-row-short"));
            else message(row, from);
        }

        private void message(Row row, String from) {
            if (from.isEmpty()) {
                // Accounts that no longer exist have lost their name, not what they wrote.
                from = "LinkedIn Member";
            }
            String thread = thread(row, from);
            Set<String> named = parties.computeIfAbsent(thread, id -> new TreeSet<>());
            named.add(from);
            named.addAll(recipients(row));
            String title = row.cell("conversation title").strip();
            if (!title.isEmpty()) titles.putIfAbsent(thread, title);
            if (row.cell("direction").equalsIgnoreCase("outgoing")) wroteOutgoing.add(from);
            threads.say(thread, new Utterance(time(row), from, text(row)), row.line());
        }

        private @Nullable OffsetDateTime time(Row row) {
            OffsetDateTime at = WrittenTime.of(row.cell("date"));
            if (at == null) sink.note(row.line(), Reason.of("time-unknown"));
            return at;
        }

        private static String text(Row row) {
            String content = HtmlText.ofMaybeHtml(row.cell("content")).strip();
            String subject = row.cell("subject").strip();
            boolean attached = !row.cell("attachments").isBlank();
            if (content.isEmpty()) return attached ? "<file>" : subject;
            // An InMail's offer often stands in its subject alone.
            String words = subject.isEmpty() || content.contains(subject) ? content : subject + "\n" + content;
            return attached ? words + "\n<file>" : words;
        }

        private static boolean isDraft(Row row) {
            String draft = row.cell("is message draft").strip().toLowerCase(Locale.ROOT);
            return draft.equals("yes") || draft.equals("true") || draft.equals("1");
        }

        private static String thread(Row row, String from) {
            String id = row.cell("conversation id").strip();
            if (!id.isEmpty()) return id;
            Set<String> parties = recipients(row);
            parties.add(from);
            return ThreadKey.of("linkedin", String.join("\n", parties));
        }

        private static Set<String> recipients(Row row) {
            Set<String> names = new TreeSet<>();
            for (String name : row.cell("to").split("[,;]")) {
                if (!name.isBlank()) names.add(name.strip());
            }
            return names;
        }

        void finish() {
            Set<String> worker = wroteOutgoing.size() == 1 ? wroteOutgoing : inEveryThread();
            for (String id : parties.keySet()) {
                threads.header(new Transcript.Header(id, "linkedin", titles.get(id), worker, null));
            }
            threads.finish();
            if (drafts > 0) sink.note(0, Reason.of("drafts-left-out", drafts));
            if (notPeople > 0) sink.note(0, Reason.of("linkedin-assistant-left-out", notPeople));
        }

        /// The one party named as sender or recipient in every thread: only the owner of the export can be. Its
        /// recipients are seen here alone, so it is said here.
        private Set<String> inEveryThread() {
            if (parties.size() < 2) return Set.of();
            Set<String> common = new HashSet<>(parties.values().iterator().next());
            parties.values().forEach(common::retainAll);
            return common.size() == 1 ? common : Set.of();
        }
    }
}
