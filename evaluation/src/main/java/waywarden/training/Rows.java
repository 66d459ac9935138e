package waywarden.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.evaluation.Labelled;
import waywarden.evaluation.Labelled.Mark;
import waywarden.head.Grams;
import waywarden.head.MessageGrams;
import waywarden.head.Recent;
import waywarden.indicator.NormalText;

/// The messages of labelled conversations as rows to train heads on.
final class Rows {

    /// One message.
    ///
    /// @param conversation number of its conversation within the list given
    /// @param message      its number within the conversation
    /// @param grams        distinct hashes
    /// @param recalled     those of the messages before
    /// @param phase        what it does, 0 to 3; 0 in benign conversations; -1 where unlabelled
    /// @param marks        ids a reader saw in it
    /// @param marked       whether a reader went through its conversation
    /// @param approach     whether its conversation is an approach
    /// @param weight       how much it counts
    record Row(
            int conversation,
            int message,
            Speaker from,
            int[] grams,
            int[] recalled,
            int phase,
            Set<String> marks,
            boolean marked,
            boolean approach,
            double weight) {

        /// Whether it stands in a conversation that was trained beside the corpus.
        boolean ordinary() {
            return weight < 1;
        }

        /// The same message of a conversation that has another number.
        Row in(int other) {
            return new Row(other, message, from, grams, recalled, phase, marks, marked, approach, weight);
        }
    }

    private Rows() {}

    static List<Row> of(List<Labelled> conversations, double weight) {
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
                MessageGrams grams = MessageGrams.of(message.from(), NormalText.of(message.text()), recent);
                recent = recent.and(message.from(), grams.concepts());
                int phase = labelled.approach() ? labelled.phases().get(i) : 0;
                rows.add(new Row(
                        c,
                        i,
                        message.from(),
                        grams.own(),
                        grams.recalled(),
                        phase,
                        marks.getOrDefault(i, Set.of()),
                        all != null,
                        labelled.approach(),
                        weight));
            }
        }
        return rows;
    }

    /// Those grams of the conversations' messages that are concepts or pairs of them.
    static Set<Integer> conceptGrams(List<Labelled> conversations) {
        Set<Integer> grams = new HashSet<>();
        for (Labelled labelled : conversations) {
            for (Message message : labelled.conversation().messages()) {
                Grams.concepts(NormalText.of(message.text()), (hash, start, end) -> grams.add(hash));
            }
        }
        return grams;
    }
}
