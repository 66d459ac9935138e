package waywarden.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.evaluation.Labelled;
import waywarden.evaluation.Labelled.Mark;
import waywarden.head.Grams;
import waywarden.head.MessageGrams;
import waywarden.head.Recent;
import waywarden.indicator.NormalText;
import waywarden.training.Meanings.Meaning;

/// The messages of labelled conversations as rows to train heads on.
final class Rows {

    /// One message.
    ///
    /// @param conversation number of its conversation within the list given
    /// @param message      its number within the conversation
    /// @param grams        distinct hashes
    /// @param recalled     those of the messages before
    /// @param concepts     those of `grams` that are concepts or pairs of them
    /// @param neutral      those of `grams` that have a part in a name of a person or a country
    /// @param phase        what it does, 0 to 3; 0 in benign conversations; -1 where unlabelled
    /// @param marks        ids a reader saw in it
    /// @param marked       whether a reader went through its conversation
    /// @param approach     whether its conversation is an approach
    /// @param weight       how much it counts
    /// @param meaning      what the teacher says of it; null where it does not know the language
    record Row(
            int conversation,
            int message,
            Speaker from,
            int[] grams,
            int[] recalled,
            int[] concepts,
            int[] neutral,
            int phase,
            Set<String> marks,
            boolean marked,
            boolean approach,
            double weight,
            @Nullable Meaning meaning) {

        /// Its own grams, then those recalled.
        int[] all() {
            return IntStream.concat(IntStream.of(grams), IntStream.of(recalled)).toArray();
        }

        /// Whether it stands in a conversation that was trained beside the corpus.
        boolean ordinary() {
            return weight < 1;
        }

        /// The same message of a conversation that has another number.
        Row in(int other) {
            return new Row(
                    other, message, from, grams, recalled, concepts, neutral, phase, marks, marked, approach, weight,
                    meaning);
        }
    }

    private Rows() {}

    static List<Row> of(List<Labelled> conversations, double weight, Meanings meanings) {
        List<Row> rows = new ArrayList<>();
        for (int c = 0; c < conversations.size(); c++) {
            Labelled labelled = conversations.get(c);
            Map<Integer, Set<String>> marks = new HashMap<>();
            List<Mark> all = labelled.marks();
            if (all != null) {
                for (Mark mark : all) {
                    marks.computeIfAbsent(mark.message(), key -> new HashSet<>())
                            .add(mark.indicator());
                }
            }
            List<Message> messages = labelled.conversation().messages();
            Recent recent = Recent.NOTHING;
            for (int i = 0; i < messages.size(); i++) {
                Message message = messages.get(i);
                NormalText text = NormalText.of(message.text());
                MessageGrams grams = MessageGrams.of(message.from(), text, recent);
                recent = recent.and(message.from(), grams.concepts());
                int[] concepts = concepts(text);
                int phase = labelled.approach() ? labelled.phases().get(i) : 0;
                rows.add(new Row(
                        c,
                        i,
                        message.from(),
                        grams.own(),
                        grams.recalled(),
                        concepts,
                        neutral(text, concepts),
                        phase,
                        marks.getOrDefault(i, Set.of()),
                        all != null,
                        labelled.approach(),
                        weight,
                        meanings.of(labelled.conversation().lang(), message.text())));
            }
        }
        return rows;
    }

    private static int[] concepts(NormalText text) {
        IntStream.Builder grams = IntStream.builder();
        Grams.concepts(text, (hash, start, end) -> grams.add(hash));
        return grams.build().distinct().toArray();
    }

    private static int[] neutral(NormalText text, int[] concepts) {
        IntStream.Builder grams = IntStream.builder();
        Neutral.bundled().grams(text, IntStream.of(concepts).boxed().collect(Collectors.toSet()), grams::add);
        return grams.build().distinct().toArray();
    }

    /// Those grams of the rows that have a part in a name.
    static Set<Integer> neutral(List<Row> rows) {
        Set<Integer> grams = new HashSet<>();
        for (Row row : rows) for (int gram : row.neutral()) grams.add(gram);
        return grams;
    }

    /// Those grams of the rows that are concepts or pairs of them.
    static Set<Integer> concepts(List<Row> rows) {
        Set<Integer> grams = new HashSet<>();
        for (Row row : rows) for (int gram : row.concepts()) grams.add(gram);
        return grams;
    }
}
