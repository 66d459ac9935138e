package waywarden.intake.mail;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waywarden.intake.HeldThreads;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Reason;
import waywarden.intake.Transcript;
import waywarden.intake.TranscriptSink;
import waywarden.intake.Utterance;
import waywarden.intake.UtterancePacking;
import waywarden.packed.HeldList;
import waywarden.packed.Pack;
import waywarden.packed.Packer;

/// Joins mails into threads: by what they say they answer, else by subject and correspondents. Each thread is kept
/// apart by its correspondents, so that what is written to one person stays with that person.
final class MailThreads {

    private static final Pattern PREFIX = Pattern.compile(
            "\\s*(re|r|aw|antw|antwort|sv|vs|ref|odp|ynt|fwd?|fw|wg|tr|rv|rif|res|回复|回覆|答复|答覆|转发|轉寄|轉發|ответ)"
                    + "\\s*(\\[\\d{1,3}]|\\(\\d{1,3}\\))?\\s*[:：]\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final IntakeLimits limits;
    private final TranscriptSink sink;
    private final Pack pack = new Pack();
    private final Packer<Mail> heads = new Packer<>(pack, HeadPacking.HEAD);
    private final Packer<Utterance> texts = new Packer<>(pack, UtterancePacking.WHOLE);
    private final KeyNumbers seen = new KeyNumbers();
    private int twice;

    MailThreads(IntakeLimits limits, TranscriptSink sink) {
        this.limits = limits;
        this.sink = sink;
    }

    /// False where the export holds too many.
    boolean take(Mail mail) {
        if (heads.size() >= limits.messages()) {
            sink.loss(mail.line(), Reason.of("too-many-messages", limits.messages()));
            return false;
        }
        // A mail under two labels stands twice in an mbox.
        String key = mail.id() + " " + mail.at() + " " + mail.from();
        if (!mail.id().isEmpty() && seen.putIfAbsent(key, heads.size()) != heads.size()) {
            twice++;
            return true;
        }
        heads.add(mail);
        texts.add(new Utterance(mail.at(), mail.from(), mail.text()));
        return true;
    }

    /// One thread while its mails are counted together.
    private static final class MailThread {
        /// A thread up to this length is held while it is sorted.
        private static final int HELD = 1_000;

        private final String id;
        private @Nullable String subject;
        private int[] mails = new int[2];
        private int size;

        private MailThread(String id) {
            this.id = id;
        }

        private void add(int mail, @Nullable String subjectOfMail) {
            if (size == mails.length) mails = Arrays.copyOf(mails, size * 2);
            mails[size++] = mail;
            subject = subjectOfMail;
        }

        /// What its mails say, in the order of the file.
        private List<Utterance> of(List<Utterance> said) {
            HeldList<Utterance> ofThread = new HeldList<>() {
                @Override
                public Utterance get(int index) {
                    return said.get(mails[index]);
                }

                @Override
                public int size() {
                    return size;
                }
            };
            return size <= HELD ? List.copyOf(ofThread) : ofThread;
        }
    }

    void finish() {
        List<Mail> mails = heads.list();
        Set<String> worker = Set.copyOf(worker(mails));
        List<Utterance> said = texts.list();
        for (MailThread thread : threads(mails, worker)) {
            sink.header(new Transcript.Header(thread.id, "email", thread.subject, worker, null));
            HeldThreads.inTimeOrder(thread.of(said), false).forEach(utterance -> sink.say(thread.id, utterance));
        }
        if (twice > 0) sink.note(0, Reason.of("mail-twice", twice));
    }

    private static List<MailThread> threads(List<Mail> mails, Set<String> worker) {
        Map<String, MailThread> threads = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        Joined joined = joined(mails, worker);
        for (int i = 0; i < mails.size(); i++) {
            Mail mail = mails.get(i);
            String key = joined.of(i) + " " + correspondents(mail, worker);
            threads.computeIfAbsent(key, first -> new MailThread(unused(mail, used)))
                    .add(i, subject(mail));
        }
        return List.copyOf(threads.values());
    }

    /// The addresses of the mailbox's owner: what mails were delivered to in person if that is one address, and whom
    /// she sent mails as; else whom most mails that were received came to.
    private static Set<String> worker(List<Mail> mails) {
        Set<String> delivered = new HashSet<>();
        Set<String> worker = new HashSet<>();
        for (Mail mail : mails) {
            if (mail.owner() == null) continue;
            if (mail.owner().equals(mail.from())) worker.add(mail.owner());
            else delivered.add(mail.owner());
        }
        if (delivered.size() == 1) worker.addAll(delivered);
        if (worker.isEmpty()) worker.addAll(mostWrittenTo(mails));
        return worker;
    }

    private static Set<String> mostWrittenTo(List<Mail> mails) {
        Map<String, Integer> counts = new HashMap<>();
        int received = 0;
        for (Mail mail : mails) {
            if (!mail.recipients().isEmpty()) received++;
            mail.recipients().forEach(address -> counts.merge(address, 1, Integer::sum));
        }
        List<Map.Entry<String, Integer>> most = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(2)
                .toList();
        if (most.isEmpty() || most.getFirst().getValue() * 2 <= received) return Set.of();
        boolean alone = most.size() == 1
                || most.getFirst().getValue() >= 2 * most.get(1).getValue();
        return alone ? Set.of(most.getFirst().getKey()) : Set.of();
    }

    /// A thread is named by its first mail, which its answers name too, so that every export of it has the same id.
    private static String unused(Mail mail, Set<String> used) {
        String wanted = mail.references().isEmpty()
                ? mail.id()
                : mail.references().iterator().next();
        if (wanted.isEmpty()) wanted = "mail-" + mail.line();
        String id = used.add(wanted) ? wanted : wanted + "#" + mail.line();
        used.add(id);
        return id;
    }

    private static @Nullable String subject(Mail mail) {
        String bare = withoutPrefixes(mail.subject());
        return bare.isEmpty() ? null : bare;
    }

    static String withoutPrefixes(String subject) {
        String bare = subject.strip();
        while (true) {
            var prefix = PREFIX.matcher(bare);
            if (!prefix.lookingAt()) return bare.strip();
            bare = bare.substring(prefix.end());
        }
    }

    /// Whom a mail is between, apart from the owner; on a mailing list all writers are one company.
    private static String correspondents(Mail mail, Set<String> worker) {
        if (mail.list() != null) return "list " + mail.list();
        Set<String> parties = new TreeSet<>(mail.parties());
        parties.removeAll(worker);
        return String.join(" ", parties);
    }

    private static Joined joined(List<Mail> mails, Set<String> worker) {
        Joined joined = new Joined(mails.size());
        KeyNumbers byId = new KeyNumbers();
        KeyNumbers bySubject = new KeyNumbers();
        for (int i = 0; i < mails.size(); i++) {
            Mail mail = mails.get(i);
            if (!mail.id().isEmpty()) joined.join(i, byId, mail.id());
            for (String reference : mail.references()) joined.join(i, byId, reference);
            String subject = withoutPrefixes(mail.subject()).toLowerCase(Locale.ROOT);
            if (!subject.isEmpty()) joined.join(i, bySubject, subject + "\n" + correspondents(mail, worker));
        }
        return joined;
    }

    /// Which mails belong together, as a union of sets.
    private static final class Joined {
        private final int[] parent;

        Joined(int size) {
            parent = new int[size];
            for (int i = 0; i < size; i++) parent[i] = i;
        }

        void join(int mail, KeyNumbers known, String key) {
            parent[of(mail)] = of(known.putIfAbsent(key, mail));
        }

        int of(int mail) {
            int root = mail;
            while (parent[root] != root) root = parent[root];
            while (parent[mail] != root) {
                int next = parent[mail];
                parent[mail] = root;
                mail = next;
            }
            return root;
        }
    }
}
