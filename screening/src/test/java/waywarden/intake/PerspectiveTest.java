package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

class PerspectiveTest {

    @Test
    void findsTheWorkerByTheNameGivenWhateverItsCaseWidthOrMarks() {
        List<Conversation> conversations = resolved(List.of(chat("a", "Ｊane\u00A0DOE\u200E", "Bob")), "jane doe")
                .conversations();
        assertThat(conversations).singleElement().satisfies(conversation -> {
            assertThat(conversation.contact()).isEqualTo("Bob");
            assertThat(conversation.messages())
                    .extracting(Message::from)
                    .containsExactly(Speaker.WORKER, Speaker.CONTACT);
        });
    }

    @Test
    void findsTheWorkerByAMailAddress() {
        Transcript mail = chat("a", "\"Doe, Jane\" <Jane@Work.example>", "Bob <bob@x.example>", "bob <BOB@x.example>");
        assertThat(resolved(List.of(mail), "jane@work.example").conversations())
                .singleElement()
                .satisfies(conversation -> assertThat(conversation.messages()).hasSize(3));
    }

    @Test
    void takesWhomTheExportMarksAsItsOwner() {
        Transcript chat = chat("a", null, Set.of("Jane"), "Bob", "Jane");
        assertThat(resolved(List.of(chat)).conversations().getFirst().contact()).isEqualTo("Bob");
    }

    @Test
    void takesTheOneWhoSpeaksInEveryChat() {
        assertThat(resolved(List.of(chat("a", "Jane", "Bob"), chat("b", "Carl", "Jane")))
                        .conversations())
                .extracting(Conversation::contact)
                .containsExactly("Bob", "Carl");
    }

    @Test
    void takesTheOtherOneOfAChatNamedAfterItsContact() {
        Transcript chat = chat("a", "Bob", Set.of(), "Jane", "Bob");
        assertThat(resolved(List.of(chat)).conversations().getFirst().contact()).isEqualTo("Bob");
    }

    @Test
    void knowsTheWorkerOfOneChatInAnother() {
        Transcript owned = chat("a", null, Set.of("Jane"), "Bob", "Jane");
        assertThat(resolved(List.of(owned, chat("b", "Jane", "Carl"))).conversations())
                .extracting(Conversation::contact)
                .containsExactly("Bob", "Carl");
    }

    @Test
    void asksWhereNothingTells() {
        assertThat(Perspective.of(List.of(chat("a", "Jane", "Bob", "Jane")), List.of()))
                .asInstanceOf(InstanceOfAssertFactories.type(Perspective.WhoAreYou.class))
                .extracting(Perspective.WhoAreYou::candidates)
                .isEqualTo(List.of(new Perspective.Candidate("Jane", 1, 2), new Perspective.Candidate("Bob", 1, 1)));
    }

    @Test
    void asksAgainWhereTheNameGivenIsNowhere() {
        assertThat(Perspective.of(List.of(chat("a", "Jane", "Bob")), List.of("Jnae")))
                .isInstanceOf(Perspective.WhoAreYou.class);
    }

    @Test
    void doesNotTakeTheSameTwoPeopleInTwoChatsForAnAnswer() {
        assertThat(Perspective.of(List.of(chat("a", "Jane", "Bob"), chat("b", "Bob", "Jane")), List.of()))
                .isInstanceOf(Perspective.WhoAreYou.class);
    }

    @Test
    void splitsAGroupIntoTheWorkerWithEachOther() {
        Perspective.Resolved resolved = resolved(List.of(chat("g", "Bob", "Jane", "Carl", "Bob", "Jane")), "Jane");
        assertThat(resolved.conversations()).extracting(Conversation::id).containsExactly("g#1", "g#2");
        assertThat(resolved.conversations()).extracting(Conversation::contact).containsExactly("Bob", "Carl");
        assertThat(resolved.conversations().getFirst().messages())
                .extracting(Message::text)
                .containsExactly("0", "1", "3", "4");
        assertThat(resolved.conversations().getLast().messages())
                .extracting(Message::text)
                .containsExactly("1", "2", "4");
        assertThat(resolved.notes()).extracting(note -> note.reason()).containsExactly(Reason.of("group-split", 2));
    }

    @Test
    void screensAChatInWhichTheWorkerIsSilentAndSaysSo() {
        Perspective.Resolved resolved = resolved(List.of(chat("a", "Jane", "Bob"), chat("b", "Carl", "Carl")), "Jane");
        assertThat(resolved.conversations()).extracting(Conversation::contact).containsExactly("Bob", "Carl");
        assertThat(keys(resolved)).containsExactly("worker-silent");
    }

    @Test
    void saysWhereNobodyButTheWorkerSpeaks() {
        Perspective.Resolved resolved = resolved(List.of(chat("a", "Jane", "Jane")), "Jane");
        assertThat(resolved.conversations()).isEmpty();
        assertThat(keys(resolved)).containsExactly("no-contact");
    }

    @Test
    void keepsIdsApartThatLookLikeAPartOfAGroup() {
        Perspective.Resolved resolved =
                resolved(List.of(chat("a#1", "Jane", "Bob"), chat("a", "Jane", "Carl", "Dora")), "Jane");
        assertThat(resolved.conversations()).extracting(Conversation::id).containsExactly("a#1", "a#1~2", "a#2");
    }

    private static Perspective.Resolved resolved(List<Transcript> transcripts, String... me) {
        Perspective.View view = Perspective.of(transcripts, List.of(me));
        assertThat(view).isInstanceOf(Perspective.Resolved.class);
        return (Perspective.Resolved) view;
    }

    private static List<String> keys(Perspective.Resolved resolved) {
        return resolved.notes().stream().map(note -> note.reason().key()).toList();
    }

    private static Transcript chat(String id, String... senders) {
        return chat(id, null, Set.of(), senders);
    }

    private static Transcript chat(String id, @Nullable String title, Set<String> worker, String... senders) {
        List<Utterance> utterances = new ArrayList<>();
        for (String sender : senders) utterances.add(new Utterance(null, sender, String.valueOf(utterances.size())));
        return new Transcript(new Transcript.Header(id, "test", title, worker, null), "test.txt", utterances);
    }
}
