package waywarden.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.packed.HeldList;

/// Finds out which party of each transcript is the worker, and turns transcripts into conversations between her and
/// one contact each. Asked in turn: the names she gave; what the export marks as its owner; a chat named after the
/// other party; the one party met in every chat. Where none of these tells, it says so rather than guess.
public final class Perspective {

    /// What came of the question who the worker is.
    public sealed interface View permits Resolved, WhoAreYou {}

    /// The worker is known in every transcript.
    public record Resolved(List<Conversation> conversations, List<Problem> notes) implements View {

        public Resolved {
            conversations = List.copyOf(conversations);
            notes = List.copyOf(notes);
        }
    }

    /// It does not show who the worker is; the person must say which of these she is.
    ///
    /// @param candidates who speaks where it does not show, the most frequent first
    public record WhoAreYou(List<Candidate> candidates) implements View {

        public WhoAreYou {
            candidates = List.copyOf(candidates);
        }
    }

    /// A party who may be the worker.
    ///
    /// @param chats    in how many transcripts the party speaks
    /// @param messages how many messages are the party's
    public record Candidate(String name, long chats, long messages) {

        /// Says nothing of the name, so that it cannot reach a log.
        @Override
        public String toString() {
            return "Candidate[" + chats + " chats, " + messages + " messages]";
        }
    }

    private final List<Conversation> conversations = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private Perspective() {}

    /// @param me names or mail addresses that the worker goes by; empty where she gave none
    public static View of(List<Transcript> transcripts, Collection<String> me) {
        List<Chat> chats = transcripts.stream().map(Chat::new).toList();
        Set<String> known = keys(me);
        boolean found = chats.stream().anyMatch(chat -> chat.has(known));
        if (!known.isEmpty() && !found && chats.stream().anyMatch(chat -> chat.isOpenQuestion())) {
            return whoAreYou(chats);
        }
        List<Chat> open = chats.stream().filter(chat -> !chat.settle(known)).toList();
        open = settleByOthers(open, chats);
        open = settleByPresence(open);
        if (!known.isEmpty()) open.forEach(Chat::settleAsSilent);
        else if (!open.isEmpty()) return whoAreYou(open);
        Perspective perspective = new Perspective();
        chats.forEach(perspective::split);
        return new Resolved(perspective.conversations, perspective.notes);
    }

    private static Set<String> keys(Collection<String> names) {
        Set<String> keys = new LinkedHashSet<>();
        names.forEach(name -> keys.addAll(PartyName.keys(name)));
        return keys;
    }

    /// Whoever is the worker in one chat is so in the others.
    private static List<Chat> settleByOthers(List<Chat> open, List<Chat> chats) {
        Set<String> workers = new HashSet<>();
        chats.forEach(chat -> workers.addAll(chat.worker));
        return open.stream().filter(chat -> !chat.settleAs(workers)).toList();
    }

    /// The one party in every open chat, where the other parties differ.
    private static List<Chat> settleByPresence(List<Chat> open) {
        if (open.size() < 2) return open;
        Set<String> everywhere = new LinkedHashSet<>(open.getFirst().parties.keySet());
        open.forEach(chat -> everywhere.retainAll(chat.parties.keySet()));
        if (everywhere.size() != 1) return open;
        return open.stream().filter(chat -> !chat.settleAs(everywhere)).toList();
    }

    private static WhoAreYou whoAreYou(List<Chat> chats) {
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        for (Chat chat : chats) {
            chat.parties.forEach((key, party) -> candidates.merge(
                    key,
                    new Candidate(party.name, 1, party.messages),
                    (a, b) -> new Candidate(a.name(), a.chats() + b.chats(), a.messages() + b.messages())));
        }
        return new WhoAreYou(candidates.values().stream()
                .sorted(Comparator.comparingLong(Candidate::chats)
                        .thenComparingLong(Candidate::messages)
                        .reversed())
                .toList());
    }

    private static final class Party {
        private final String name;
        private long messages;

        private Party(String name) {
            this.name = name;
        }
    }

    /// A transcript with its parties by key, and the keys of the worker once they are known.
    private static final class Chat {
        private final Transcript transcript;
        private final Map<String, Party> parties = new LinkedHashMap<>();
        private final Map<String, String> keyOfSender = new LinkedHashMap<>();
        private Set<String> worker = Set.of();
        private boolean settled;
        private boolean silent;

        private Chat(Transcript transcript) {
            this.transcript = transcript;
            for (Utterance utterance : transcript.utterances()) {
                String key = keyOfSender.computeIfAbsent(utterance.sender(), PartyName::key);
                parties.computeIfAbsent(key, k -> new Party(utterance.sender())).messages++;
            }
        }

        private boolean has(Set<String> keys) {
            return keyOfSender.keySet().stream().anyMatch(sender -> isAmong(sender, keys));
        }

        private static boolean isAmong(String sender, Set<String> keys) {
            return PartyName.keys(sender).stream().anyMatch(keys::contains);
        }

        /// Whether several speak and the export does not tell who is its owner.
        private boolean isOpenQuestion() {
            return parties.size() > 1 && transcript.header().worker().isEmpty() && titleParty() == null;
        }

        private boolean settle(Set<String> me) {
            Set<String> owner = keys(transcript.header().worker());
            if (settleAs(me) || settleAs(owner)) return true;
            String contact = titleParty();
            if (contact != null && parties.size() <= 2) {
                Set<String> others = new LinkedHashSet<>(parties.keySet());
                others.remove(contact);
                settledAs(others);
            } else if (!owner.isEmpty()) {
                // The export tells its owner, who has not said a word here.
                settledAs(Set.of());
            }
            return settled;
        }

        /// The party after whom the chat is named.
        private @Nullable String titleParty() {
            String title = transcript.header().title();
            if (title == null || parties.size() > 2) return null;
            String key = PartyName.key(title);
            return parties.containsKey(key) ? key : null;
        }

        private boolean settleAs(Set<String> keys) {
            Set<String> found = new LinkedHashSet<>();
            keyOfSender.forEach((sender, key) -> {
                if (isAmong(sender, keys)) found.add(key);
            });
            if (!found.isEmpty()) settledAs(found);
            return !found.isEmpty();
        }

        private void settledAs(Set<String> keys) {
            worker = keys;
            settled = true;
        }

        private void settleAsSilent() {
            settledAs(Set.of());
            silent = true;
        }

        /// Where a contact or the worker speaks.
        private int[] heardBy(String contact) {
            Set<String> senders = new HashSet<>();
            keyOfSender.forEach((sender, key) -> {
                if (key.equals(contact) || worker.contains(key)) senders.add(sender);
            });
            List<Utterance> utterances = transcript.utterances();
            return IntStream.range(0, utterances.size())
                    .filter(i -> senders.contains(utterances.get(i).sender()))
                    .toArray();
        }
    }

    private void split(Chat chat) {
        List<String> contacts = new ArrayList<>(chat.parties.keySet());
        contacts.removeAll(chat.worker);
        if (chat.silent) note(chat, Reason.of("worker-silent"));
        if (contacts.isEmpty()) note(chat, Reason.of("no-contact"));
        if (contacts.size() > 1) note(chat, Reason.of("group-split", contacts.size()));
        int number = 0;
        for (String contact : contacts) {
            number++;
            String id = chat.transcript.header().id();
            String name = chat.parties.getOrDefault(contact, new Party("")).name;
            boolean alone = contacts.size() == 1;
            List<Message> messages = alone ? new Said(chat, null) : new Said(chat, chat.heardBy(contact));
            add(chat.transcript, alone ? id : id + "#" + number, name, messages);
        }
    }

    /// What a contact said, and what the worker said, which all contacts heard.
    private static final class Said extends HeldList<Message> {
        private final List<Utterance> utterances;
        private final int @Nullable [] places;
        private final Set<String> workers = new HashSet<>();

        /// @param places of the messages among the utterances; null where they are all
        private Said(Chat chat, int @Nullable [] places) {
            this.utterances = chat.transcript.utterances();
            this.places = places;
            chat.keyOfSender.forEach((sender, key) -> {
                if (chat.worker.contains(key)) workers.add(sender);
            });
        }

        @Override
        public int size() {
            return places == null ? utterances.size() : places.length;
        }

        @Override
        public Message get(int index) {
            Utterance utterance = utterances.get(places == null ? index : places[index]);
            Speaker from = workers.contains(utterance.sender()) ? Speaker.WORKER : Speaker.CONTACT;
            return new Message(utterance.at(), from, utterance.text(), utterance.place());
        }
    }

    private void add(Transcript transcript, String id, String contact, List<Message> messages) {
        String unique = id;
        for (int n = 2; !ids.add(unique); n++) unique = id + "~" + n;
        conversations.add(new Conversation(
                unique,
                transcript.source(),
                contact,
                transcript.header().channel(),
                transcript.header().lang(),
                messages));
    }

    private void note(Chat chat, Reason reason) {
        notes.add(new Problem(Problem.Severity.NOTE, chat.transcript.source(), 0, reason));
    }
}
