package waywarden.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.phase.CourseSoFar;
import waywarden.phase.PhaseModel;
import waywarden.screening.Concern;
import waywarden.screening.Screener;
import waywarden.screening.Screener.Standing;
import waywarden.screening.Screener.Step;

/// A conversation's state is small, comes back bit for bit, and is understood by later versions.
class ConversationStateTest {

    private static final Screener SCREENER = ScreenerSource.BUNDLED.screener();
    private static final Vocabulary TODAY = Vocabulary.of(SCREENER);

    private static ConversationState state(Standing standing) {
        return new ConversationState(TODAY, standing, Concern.NOTICE, Concern.STOP, Instant.ofEpochSecond(7, 8), 9, 10);
    }

    private static byte[] packed(ConversationStateSerializer serializer, ConversationState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(state, out);
        return out.getCopyOfBuffer();
    }

    @Test
    void eachStateComesBackBitForBitAndStaysSmall() throws IOException {
        ConversationStateSerializer serializer = new ConversationStateSerializer(TODAY);
        List<Integer> sizes = new ArrayList<>();
        for (Conversation conversation : Corpus.some()) {
            Standing standing = SCREENER.start();
            for (Message message : conversation.messages()) {
                Step step = SCREENER.step(standing, message);
                standing = step.standing();
                byte[] bytes = packed(serializer, state(standing));
                ConversationState back = serializer.deserialize(new DataInputDeserializer(bytes));
                assertThat(packed(serializer, back)).isEqualTo(bytes);
                assertThat(back.standing().phase().filter())
                        .isEqualTo(standing.phase().filter());
                assertThat(back.standing().phase().seen())
                        .isEqualTo(standing.phase().seen());
                assertThat(back.standing().phase().course())
                        .isEqualTo(standing.phase().course());
                assertThat(back.standing().shown()).isEqualTo(standing.shown());
                assertThat(back.standing().heard().memory())
                        .isEqualTo(standing.heard().memory());
                assertThat(back.standing().heard().recent())
                        .usingRecursiveComparison()
                        .isEqualTo(standing.heard().recent());
                sizes.add(bytes.length);
            }
        }
        sizes.sort(null);
        System.out.println("State of a conversation: median " + sizes.get(sizes.size() / 2) + " bytes, most "
                + sizes.getLast() + ", at the start " + packed(serializer, state(SCREENER.start())).length);
        assertThat(sizes.getLast()).isLessThanOrEqualTo(1_024);
    }

    @Test
    void aConversationInWhichEverythingIsSaidStaysAsSmall() throws IOException {
        ConversationStateSerializer serializer = new ConversationStateSerializer(TODAY);
        Standing standing = SCREENER.start();
        int most = 0;
        for (Conversation conversation : Corpus.some()) {
            for (Message message : conversation.messages()) {
                standing = SCREENER.step(standing, message).standing();
                most = Math.max(most, packed(serializer, state(standing)).length);
            }
        }
        System.out.println("State of one conversation of " + standing.messages() + " messages: at most " + most
                + " bytes, " + standing.shown().indicators().size() + " indicators");
        assertThat(most).isLessThanOrEqualTo(1_250);
    }

    /// A model that has one kind of evidence more, one less, in another order, and phrase sets under other numbers.
    private static Vocabulary changed() {
        List<String> evidence = new ArrayList<>(TODAY.evidence());
        evidence.remove("hurries");
        evidence.addFirst("a kind not known yet");
        java.util.Collections.swap(evidence, 3, 7);
        Map<Integer, Long> contexts = new TreeMap<>();
        TODAY.contexts().forEach((number, hash) -> contexts.put(number + 11, hash));
        List<String> indicators = new ArrayList<>(TODAY.indicators());
        indicators.addFirst("P9-99");
        indicators.remove(standingWithContext().shown().indicators().iterator().next());
        // Every other concept is one that the version does not know.
        List<Integer> concepts =
                TODAY.concepts().stream().filter(concept -> concept % 2 == 0).toList();
        return new Vocabulary(evidence, indicators, TODAY.contrasts(), contexts, concepts);
    }

    @Test
    void anotherVersionFindsItsEvidenceByName() throws IOException {
        ConversationState state = state(standingWithContext());
        Vocabulary changed = changed();
        byte[] bytes = packed(new ConversationStateSerializer(changed), state);
        ConversationState there =
                new ConversationStateSerializer(changed).deserialize(new DataInputDeserializer(bytes));
        double[] before = state.standing().phase().seen();
        double[] after = there.standing().phase().seen();
        for (String name : TODAY.evidence()) {
            int now = changed.evidence().indexOf(name);
            if (now >= 0)
                assertThat(after[now]).isEqualTo(before[TODAY.evidence().indexOf(name)]);
        }
        assertThat(after[changed.evidence().indexOf("a kind not known yet")]).isZero();
        Set<Integer> moved = new java.util.TreeSet<>();
        there.standing().heard().memory().seen().forEach(one -> moved.add(one.set() - 11));
        assertThat(moved).isNotEmpty();
        state.standing()
                .heard()
                .memory()
                .seen()
                .forEach(one -> assertThat(moved).contains(one.set()));
        assertThat(there.standing().phase().filter())
                .isEqualTo(state.standing().phase().filter());
        assertThat(there.standing().shown()).isEqualTo(state.standing().shown());
        assertThat(there.standing().heard().recent())
                .usingRecursiveComparison()
                .isEqualTo(state.standing().heard().recent());
    }

    /// A standing in which a phrase was said that gives later ones their meaning.
    private static Standing standingWithContext() {
        for (Conversation conversation : Corpus.some()) {
            Standing standing = SCREENER.start();
            for (Message message : conversation.messages()) {
                standing = SCREENER.step(standing, message).standing();
                if (standing.messages() > 5 && !standing.heard().memory().seen().isEmpty()) return standing;
            }
        }
        throw new AssertionError("no conversation of the sample says a context phrase");
    }

    @Test
    void contrastsAreFoundByTheirHeads() throws IOException {
        Vocabulary one = contrasting("P2-01", "P3-01");
        Vocabulary other = contrasting("P3-01", "P1-01");
        Standing start = standingWithContext();
        CourseSoFar course = new CourseSoFar(0.5, 7, 4, new short[] {9, 8, 7, 6, 5, 4}, new int[] {30, 20});
        Standing standing = new Standing(
                start.messages(),
                start.last(),
                start.heard(),
                new PhaseModel.State(start.phase().filter(), start.phase().seen(), course),
                start.shown());
        ConversationState state = new ConversationState(one, standing, Concern.NONE, Concern.NONE, null, 1, 2);
        byte[] bytes = packed(new ConversationStateSerializer(one), state);
        ConversationState back = new ConversationStateSerializer(one).deserialize(new DataInputDeserializer(bytes));
        assertThat(back.standing().phase().course()).isEqualTo(course);
        assertThat(back.in(other).standing().phase().course())
                .isEqualTo(new CourseSoFar(0.5, 7, 4, new short[] {6, 5, 4, 0, 0, 0}, new int[] {20, 0}));
    }

    @Test
    void theCourseComesBackHoweverFarApartItsReadingsAre() throws IOException {
        Vocabulary one = contrasting("P2-01", "P3-01");
        Standing start = standingWithContext();
        short[][] strongest = {
            {0, 0, 0, 0, 0, 0},
            {96, 0, 0, -96, 0, 0},
            {96, -96, 0, -3, -4, 0},
            {96, 95, -96, 96, 82, 68},
            {96, 81, 81, 20, 20, 5},
        };
        for (int messages = 0; messages < strongest.length; messages++) {
            CourseSoFar course = new CourseSoFar(
                    -0.1, 1L << 40, messages, strongest[messages], new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE});
            PhaseModel.State phase =
                    new PhaseModel.State(start.phase().filter(), start.phase().seen(), course);
            Standing standing = new Standing(start.messages(), null, start.heard(), phase, start.shown());
            ConversationStateSerializer serializer = new ConversationStateSerializer(one);
            byte[] bytes =
                    packed(serializer, new ConversationState(one, standing, Concern.NONE, Concern.NONE, null, 1, 2));
            assertThat(serializer
                            .deserialize(new DataInputDeserializer(bytes))
                            .standing()
                            .phase()
                            .course())
                    .isEqualTo(course);
        }
    }

    private static Vocabulary contrasting(String... heads) {
        return new Vocabulary(TODAY.evidence(), TODAY.indicators(), List.of(heads), TODAY.contexts(), TODAY.concepts());
    }

    @Test
    void theSnapshotTellsWhetherStatesMustBeRewritten() throws IOException {
        ConversationStateSnapshot today = new ConversationStateSnapshot(TODAY, PackedState.VERSION);
        assertThat(today.resolveSchemaCompatibility(written(today)).isCompatibleAsIs())
                .isTrue();
        TypeSerializerSnapshot<ConversationState> other =
                written(new ConversationStateSnapshot(changed(), PackedState.VERSION));
        assertThat(today.resolveSchemaCompatibility(other).isCompatibleAfterMigration())
                .isTrue();
        assertThat(other.restoreSerializer()).isEqualTo(new ConversationStateSerializer(changed()));
    }

    private static ConversationStateSnapshot written(ConversationStateSnapshot snapshot) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        snapshot.writeSnapshot(out);
        ConversationStateSnapshot read = new ConversationStateSnapshot();
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        read.readSnapshot(snapshot.getCurrentVersion(), in, ConversationStateTest.class.getClassLoader());
        return read;
    }

    @Test
    void aCheckpointOfALaterVersionIsRefusedInASentence() {
        assertThatThrownBy(() -> new ConversationStateSnapshot()
                        .readSnapshot(
                                PackedState.VERSION + 1,
                                new DataInputDeserializer(new byte[8]),
                                ConversationStateTest.class.getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("newer version of Waywarden");
    }

    @Test
    void noWordOfAMessageIsInIt() throws IOException {
        String word = "Schachtelhalm";
        Standing standing = SCREENER.start();
        for (int i = 0; i < 5; i++) {
            standing = SCREENER.step(
                            standing, new Message(null, waywarden.conversation.Speaker.CONTACT, word + " " + word))
                    .standing();
        }
        byte[] bytes = packed(new ConversationStateSerializer(TODAY), state(standing));
        assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(word);
    }
}
