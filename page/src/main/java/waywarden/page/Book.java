package waywarden.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.intake.Export;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Perspective.Resolved;
import waywarden.intake.diary.Diary;
import waywarden.page.Notebook.Meeting;
import waywarden.page.Notebook.Person;
import waywarden.page.Notebook.Told;
import waywarden.page.Notebook.Verdict;
import waywarden.page.store.Shelf;
import waywarden.register.Register;
import waywarden.result.Summary;
import waywarden.result.Texts;
import waywarden.screening.ProtectedMatters;
import waywarden.screening.Screener;
import waywarden.screening.Screener.Look;
import waywarden.screening.Screening;
import waywarden.screening.Screening.Screened;

/// All that the page knows while it runs: chats, what she said, and what follows for each contact. Whatever changes is
/// on the shelf before it is shown.
final class Book {

    /// How long a page waits for what has changed to be read.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Shelf shelf;
    private final Kept kept;
    private final Clock clock;
    private Notebook notebook = Notebook.EMPTY;
    private final Map<String, Chat> chats = new LinkedHashMap<>();
    private final Map<String, Known> contacts = new LinkedHashMap<>();
    private final Object reading = new Object();
    private final Object making = new Object();
    private @Nullable Screener bundled;
    private @Nullable Screener screener;
    private @Nullable Texts judgedIn;
    private int damaged;

    /// Messages read and to be read of the work going on.
    private final AtomicLong done = new AtomicLong();

    private final AtomicLong toDo = new AtomicLong();

    private final Guard guard;

    /// Read in this run by contact; guarded by `reading`.
    private final Map<String, Course> unkept = new HashMap<>();

    /// Read already, by contact; guarded by `reading`.
    private final Map<String, Course> early = new HashMap<>();

    /// Contacts read with a register that no longer holds: shown as they were until they have been read anew.
    private final Set<String> outdated = new HashSet<>();

    Book(Shelf shelf, Clock clock, Guard guard) {
        this.shelf = shelf;
        this.kept = new Kept(shelf);
        this.clock = clock;
        this.guard = guard;
    }

    /// The register of protected matters.
    Guard guard() {
        return guard;
    }

    Shelf shelf() {
        return shelf;
    }

    OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    /// Made when first needed, so that the first page need not wait for it.
    Screener screener() {
        synchronized (making) {
            Screener made = screener == null ? guarded(bundled == null ? Screener.bundled() : bundled) : screener;
            screener = made;
            return made;
        }
    }

    private Screener guarded(Screener without) {
        bundled = without;
        try {
            Register register = guard.state().register();
            return register == null ? without : without.guardedBy(register, now().toLocalDate());
        } catch (IOException e) {
            // The page says that the register cannot be read; the rest goes on without.
            return without;
        }
    }

    /// Reads everything anew after the register has changed.
    void guarded() {
        // Not while something is still being read with what held before.
        synchronized (reading) {
            synchronized (making) {
                screener = null;
            }
            synchronized (this) {
                outdated.addAll(contacts.keySet());
            }
            catchUp();
        }
    }

    synchronized Notebook notebook() {
        return notebook;
    }

    /// Files on the shelf that could not be read.
    synchronized int damaged() {
        return damaged;
    }

    /// How far the reading of messages has come.
    Progressed progressed() {
        return new Progressed(done.get(), toDo.get());
    }

    record Progressed(long done, long of) {}

    // --- reading what is kept ---

    /// Takes what is on the shelf; contacts are known once [#catchUp] has read their messages.
    synchronized void open() throws IOException {
        guard.reset();
        synchronized (making) {
            screener = null;
        }
        Kept.Found found = kept.read();
        notebook = found.notebook();
        damaged = found.damaged();
        chats.clear();
        contacts.clear();
        outdated.clear();
        found.chats().forEach(chat -> chats.put(chat.key(), chat));
    }

    /// Reads the messages of every contact whose talk has changed; by one thread at a time, beside the page.
    void catchUp() {
        synchronized (reading) {
            try {
                read();
            } finally {
                done.set(0);
                toDo.set(0);
            }
        }
    }

    /// Reads beside the page what has changed, and waits a moment for it: a long talk takes longer than a page may.
    ///
    /// @return whether it has been read
    boolean caughtUp() {
        return caughtUp(PATIENCE);
    }

    boolean caughtUp(Duration patience) {
        FutureTask<Boolean> catching = new FutureTask<>(this::catchUp, true);
        // Not on one of the few threads that carry the requests.
        Thread.ofPlatform().name("waywarden-reading").daemon().start(catching);
        try {
            return catching.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void read() {
        List<Stale> stale = stale();
        toDo.set(stale.stream().mapToLong(s -> s.talk.messages().size()).sum());
        done.set(0);
        Screener with = screener();
        for (Stale one : stale) publish(one, course(with, one));
    }

    private Course course(Screener with, Stale one) {
        Course read = early.remove(one.key);
        // As it was read, not as it is like: the looks are at these very messages.
        if (read != null && read.talk().equals(one.talk)) {
            done.addAndGet(one.talk.messages().size());
            return toKeep(with, read);
        }
        Optional<List<Look>> known = known(with, one);
        if (known.isPresent()) {
            done.addAndGet(one.talk.messages().size());
            return new Course(one.key, one.talk, known.get());
        }
        return toKeep(with, Course.read(with, one.key, one.talk, done::incrementAndGet));
    }

    private Course toKeep(Screener with, Course course) {
        if (keeping(with).isPresent()) unkept.put(course.key(), course);
        return course;
    }

    /// What was read in an earlier run; what no longer holds is deleted.
    private Optional<List<Look>> known(Screener with, Stale one) {
        try {
            Optional<Looks> looks = keeping(with);
            Optional<List<Look>> known =
                    looks.isPresent() ? kept.looks(looks.get(), one.key, one.talk) : Optional.empty();
            if (known.isEmpty()) kept.deleteLooks(one.key::equals);
            return known;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Nothing where nothing can be known again. What a register shows holds for a day: it is read anew.
    private Optional<Looks> keeping(Screener with) {
        boolean lasting = shelf.keeps() && with.matters() == ProtectedMatters.NONE;
        return lasting ? Looks.ofThisScreening() : Optional.empty();
    }

    /// Keeps what has been read, so that the next start need not read it again. Where that fails, it will.
    void keep() {
        synchronized (reading) {
            try {
                Optional<Looks> looks = Looks.ofThisScreening();
                for (Course course : List.copyOf(unkept.values())) {
                    if (looks.isPresent()) keep(looks.get(), course);
                }
            } catch (IOException e) {
                // Nothing is lost by it but time.
            } finally {
                unkept.clear();
            }
        }
    }

    /// Writes while she goes on, and takes back what by then she has deleted, changed or wants otherwise encrypted.
    private void keep(Looks looks, Course course) throws IOException {
        boolean encrypted;
        synchronized (this) {
            if (!isNow(course)) return;
            encrypted = shelf.isEncrypted();
        }
        kept.write(looks, course);
        synchronized (this) {
            if (!isNow(course) || shelf.isEncrypted() != encrypted) kept.deleteLooks(course.key()::equals);
        }
    }

    private boolean isNow(Course course) {
        Known known = contacts.get(course.key());
        return known != null
                && !outdated.contains(course.key())
                && known.course().equals(course);
    }

    private record Stale(String key, List<Chat> chats, Conversation talk) {}

    private synchronized List<Stale> stale() {
        Map<String, List<Chat>> byContact = chats.values().stream()
                .collect(Collectors.groupingBy(
                        chat -> notebook.contactOf(chat.key()), LinkedHashMap::new, Collectors.toList()));
        notebook.people().forEach(person -> byContact.computeIfAbsent(person.key(), k -> List.of()));
        contacts.keySet().removeIf(key -> !byContact.containsKey(key));
        try {
            kept.deleteLooks(contact -> !byContact.containsKey(contact));
        } catch (IOException e) {
            // They are of nobody, and go at the next reading.
        }
        List<Stale> stale = new ArrayList<>();
        byContact.forEach((key, theirs) -> {
            Conversation talk = talk(key, theirs);
            Known known = contacts.get(key);
            boolean holds = known != null
                    && !outdated.contains(key)
                    && known.course().talk().messages().equals(talk.messages());
            if (!holds) {
                stale.add(new Stale(key, theirs, talk));
            }
        });
        return stale;
    }

    /// What was said in all chats with a contact and noted of meetings.
    private Conversation talk(String key, List<Chat> theirs) {
        List<Message> messages = new ArrayList<>();
        theirs.forEach(chat -> messages.addAll(chat.conversation().messages()));
        List<Meeting> meetings = notebook.meetings().stream()
                .filter(meeting -> meeting.contact().equals(key))
                .toList();
        meetings.forEach(meeting -> messages.addAll(asMessages(meeting)));
        boolean one = theirs.size() == 1 && meetings.isEmpty();
        return theirs.isEmpty()
                ? new Conversation(key, "", name(key), "diary", null, Chat.inTime(messages))
                : Chat.with(lead(theirs, key).conversation(), one ? messages : Chat.inTime(messages));
    }

    private static Chat lead(List<Chat> theirs, String key) {
        return theirs.stream()
                .filter(chat -> chat.key().equals(key))
                .findFirst()
                .orElse(theirs.getFirst());
    }

    private String name(String key) {
        return notebook.people().stream()
                .filter(person -> person.key().equals(key))
                .map(Person::name)
                .findFirst()
                .orElse("");
    }

    /// A note reads as it would from a diary's file.
    private static List<Message> asMessages(Meeting meeting) {
        String diary = Diary.HEADER + "\n" + Diary.line(meeting.entry()) + "\n";
        var read = Intake.read(Export.of("diary", diary.getBytes(StandardCharsets.UTF_8)), IntakeLimits.DEFAULT);
        if (!(Perspective.of(read.transcripts(), List.of()) instanceof Resolved resolved)) return List.of();
        return resolved.conversations().stream()
                .flatMap(conversation -> conversation.messages().stream())
                .map(message -> new Message(
                        message.at() == null ? null : Course.wall(message.at()),
                        message.from(),
                        message.text(),
                        message.place()))
                .toList();
    }

    /// A long talk takes a while to judge: that is done before anybody has to wait for it.
    private void publish(Stale read, Course course) {
        while (true) {
            Said said = said(read.key);
            Known known = judged(read.key, read.chats, course, said);
            synchronized (this) {
                if (!isStillThere(read)) return;
                if (!said.equals(said(read.key))) continue;
                outdated.remove(read.key);
                contacts.put(read.key, known);
                return;
            }
        }
    }

    /// She may have forgotten the contact in the meantime.
    private boolean isStillThere(Stale read) {
        if (read.chats.isEmpty()) {
            return notebook.people().stream().anyMatch(person -> person.key().equals(read.key));
        }
        return read.chats.stream().allMatch(chat -> chat.equals(chats.get(chat.key())));
    }

    /// What the result of a contact depends on beside the messages.
    private record Said(List<Verdict> verdicts, List<Told> told, Texts texts) {}

    private synchronized Said said(String key) {
        return new Said(
                notebook.verdicts().stream()
                        .filter(v -> v.contact().equals(key))
                        .toList(),
                notebook.told().stream().filter(t -> t.contact().equals(key)).toList(),
                texts());
    }

    private Known judged(String key, List<Chat> theirs, Course course, Said said) {
        Screener with = screener();
        Screening result = course.judged(with, said.verdicts, said.told, t -> Phrases.said(said.texts, t));
        Summary summary = result instanceof Screened screened
                ? Summary.of(screened, with.catalog(), with.matters().themes(screened))
                : null;
        return new Known(key, theirs, course, result, summary);
    }

    private Texts texts() {
        Texts texts = judgedIn == null ? Phrases.in(Locale.ENGLISH) : judgedIn;
        judgedIn = texts;
        return texts;
    }

    // --- looking ---

    /// The contacts, those of most concern first.
    ///
    /// @param texts for what she told of them
    synchronized List<Known> contacts(Texts texts) {
        speak(texts);
        return contacts.values().stream()
                .sorted(Comparator.comparing(Known::concern)
                        .thenComparing(Known::probability)
                        .reversed())
                .toList();
    }

    synchronized Optional<Known> find(String key, Texts texts) {
        speak(texts);
        return Optional.ofNullable(contacts.get(key));
    }

    /// Lines that stand in a course in her language have to change with it.
    private void speak(Texts texts) {
        if (judgedIn != null && judgedIn.locale().equals(texts.locale())) return;
        judgedIn = texts;
        contacts.replaceAll((key, known) -> {
            Said said = said(key);
            return said.told.isEmpty() ? known : judged(key, known.chats(), known.course(), said);
        });
    }

    /// Whether what is shown of a contact is of before the register changed, and is just being read anew.
    synchronized boolean isOutdated(String contact) {
        return outdated.contains(contact);
    }

    // --- changing ---

    /// Changes what she said, and what follows from it for one contact.
    void change(@Nullable String contact, UnaryOperator<Notebook> change) throws IOException {
        synchronized (this) {
            Notebook changed = change.apply(notebook);
            kept.write(changed);
            notebook = changed;
        }
        if (contact != null) judgeAgain(contact);
    }

    private void judgeAgain(String contact) {
        while (true) {
            Known before;
            Said said;
            synchronized (this) {
                before = contacts.get(contact);
                said = said(contact);
            }
            if (before == null) return;
            Known known = judged(contact, before.chats(), before.course(), said);
            synchronized (this) {
                if (!before.equals(contacts.get(contact)) || !said.equals(said(contact))) continue;
                contacts.put(contact, known);
                return;
            }
        }
    }

    /// The language before anything can be written.
    synchronized void speaking(String language) {
        notebook = notebook.speaking(language);
    }

    synchronized void protect(char[] passphrase) throws IOException {
        shelf.protect(passphrase);
        kept.write(notebook);
    }

    /// Takes in conversations and reads them; those of new chats while they are written to the shelf, as both take
    /// long.
    ///
    /// @return keys of the chats
    List<String> take(List<Conversation> came) throws IOException {
        synchronized (reading) {
            List<Chat> fresh = fresh(came);
            done.set(0);
            toDo.set(fresh.stream()
                    .mapToLong(chat -> chat.conversation().messages().size())
                    .sum());
            try (Early beside = new Early(screener(), fresh, done::incrementAndGet)) {
                List<String> keys = add(came);
                for (Course course : beside.courses()) early.put(course.key(), course);
                catchUp();
                return keys;
            } finally {
                early.clear();
                done.set(0);
                toDo.set(0);
            }
        }
    }

    private synchronized List<Chat> fresh(List<Conversation> came) {
        return came.stream()
                .map(Chat::of)
                .filter(chat -> !chats.containsKey(chat.key()))
                .toList();
    }

    /// Takes in conversations; [#catchUp] reads them.
    synchronized List<String> add(List<Conversation> read) throws IOException {
        List<String> keys = new ArrayList<>();
        for (Conversation conversation : read) {
            Chat fresh = Chat.of(conversation);
            Chat before = chats.get(fresh.key());
            Chat both = before == null ? fresh : before.with(fresh);
            if (!both.equals(before)) kept.write(both);
            chats.put(both.key(), both);
            keys.add(both.key());
        }
        return keys;
    }

    /// The chats of one contact are with another, she says; [#caughtUp] makes one course of them.
    synchronized void join(String other, String contact) throws IOException {
        Known known = contacts.get(other);
        if (known == null || other.equals(contact)) return;
        Notebook joined = notebook;
        for (Chat chat : known.chats()) joined = joined.joining(chat.key(), contact);
        joined = joined.moving(other, contact);
        kept.write(joined);
        notebook = joined;
    }

    /// A chat is with another contact after all; [#caughtUp] takes it out.
    synchronized void part(String chat) throws IOException {
        Notebook parted = notebook.joining(chat, null);
        kept.write(parted);
        notebook = parted;
    }

    /// Forgets a contact and all that was said of and with her or him.
    synchronized void forget(String contact) throws IOException {
        Known known = contacts.remove(contact);
        List<Chat> theirs = known == null ? List.of() : known.chats();
        for (Chat chat : theirs) {
            chats.remove(chat.key());
            kept.delete(chat);
        }
        kept.deleteLooks(contact::equals);
        outdated.remove(contact);
        Notebook without = notebook.forgetting(contact);
        kept.write(without);
        notebook = without;
    }

    synchronized void forgetEverything() throws IOException {
        shelf.deleteEverything();
        guard.reset();
        synchronized (making) {
            screener = null;
        }
        notebook = Notebook.EMPTY;
        damaged = 0;
        chats.clear();
        contacts.clear();
        outdated.clear();
    }
}
