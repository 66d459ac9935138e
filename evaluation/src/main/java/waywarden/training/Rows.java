package waywarden.training;

import java.util.ArrayList;
import java.util.Arrays;
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
import waywarden.indicator.NormalText;

/// The messages of labelled conversations as rows to train heads on.
final class Rows {

    /// One message.
    ///
    /// @param conversation number of its conversation within the list given
    /// @param message      its number within the conversation
    /// @param grams        distinct hashes
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
            int phase,
            Set<String> marks,
            boolean marked,
            boolean approach,
            double weight) {

        /// The same message of a conversation that has another number.
        Row in(int other) {
            return new Row(other, message, from, grams, phase, marks, marked, approach, weight);
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
            for (int i = 0; i < messages.size(); i++) {
                Message message = messages.get(i);
                int phase = labelled.approach() ? labelled.phases().get(i) : 0;
                rows.add(new Row(
                        c,
                        i,
                        message.from(),
                        grams(message.text()),
                        phase,
                        marks.getOrDefault(i, Set.of()),
                        all != null,
                        labelled.approach(),
                        weight));
            }
        }
        return rows;
    }

    private static int[] grams(String text) {
        IntList list = new IntList();
        Grams.of(NormalText.of(text), (hash, start, end) -> list.add(hash));
        int[] hashes = Arrays.copyOf(list.values, list.size);
        Arrays.sort(hashes);
        int distinct = 0;
        for (int i = 0; i < hashes.length; i++) {
            if (i == 0 || hashes[i] != hashes[i - 1]) hashes[distinct++] = hashes[i];
        }
        return Arrays.copyOf(hashes, distinct);
    }

    private static final class IntList {
        private int[] values = new int[64];
        private int size;

        void add(int value) {
            if (size == values.length) values = Arrays.copyOf(values, size * 2);
            values[size++] = value;
        }
    }
}
