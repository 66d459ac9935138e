package waywarden.evaluation;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

/// How much could be got from what must not count: lengths, numbers of messages, dates, tempo, exclamation
/// marks and the order of speakers, with no word read. A corpus is fair if this does little better than chance.
public final class ShortcutProbe implements Detector {

    private static final double C = 1;

    @Override
    public String name() {
        return "shortcuts only";
    }

    @Override
    public Fitted fit(List<Labelled> training, long seed) {
        List<double[]> traits = new ArrayList<>();
        boolean[] positive = new boolean[training.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = training.get(i).approach();
            traits.add(traits(training.get(i).conversation().messages()));
        }
        Standard standard = Standard.of(traits);
        List<SparseVector> rows = traits.stream().map(standard::of).toList();
        LogisticRegression regression = LogisticRegression.fit(rows, positive, standard.means.length, C, true);
        return conversation -> read(regression, standard, conversation);
    }

    private static Reading read(LogisticRegression regression, Standard standard, Conversation conversation) {
        List<Double> scores = new ArrayList<>();
        List<Message> messages = conversation.messages();
        for (int end = 1; end <= messages.size(); end++) {
            scores.add(regression.probability(standard.of(traits(messages.subList(0, end)))));
        }
        return Reading.ofScores(scores, 0.5);
    }

    private static double[] traits(List<Message> messages) {
        Side contact = new Side(messages, Speaker.CONTACT);
        Side worker = new Side(messages, Speaker.WORKER);
        Side both = new Side(messages, null);
        return new double[] {
            Math.log1p(messages.size()),
            both.share(contact.count),
            contact.meanLength(),
            worker.meanLength(),
            contact.longest,
            worker.longest,
            messages.isEmpty() ? 0 : length(messages.getFirst()),
            messages.isEmpty() ? 0 : length(messages.getLast()),
            contact.exclamations(),
            worker.exclamations(),
            startsWithContact(messages) ? 1 : 0,
            !messages.isEmpty() && messages.getLast().from() == Speaker.CONTACT ? 1 : 0,
            both.share(changesOfSpeaker(messages)),
            Math.log1p(hoursBetweenEnds(messages)),
            Math.log1p(hoursBetweenEnds(messages) / Math.max(1, messages.size())),
            date(messages),
            hourOfDay(messages)
        };
    }

    private static final class Side {
        private int count;
        private double lengths;
        private double longest;
        private int exclamationMarks;

        Side(List<Message> messages, @org.jspecify.annotations.Nullable Speaker speaker) {
            for (Message message : messages) {
                if (speaker != null && message.from() != speaker) continue;
                count++;
                lengths += length(message);
                longest = Math.max(longest, length(message));
                exclamationMarks += (int) message.text()
                        .chars()
                        .filter(character -> character == '!' || character == '！')
                        .count();
            }
        }

        double share(int part) {
            return count == 0 ? 0 : (double) part / count;
        }

        double meanLength() {
            return count == 0 ? 0 : lengths / count;
        }

        double exclamations() {
            return count == 0 ? 0 : (double) exclamationMarks / count;
        }
    }

    private static double length(Message message) {
        return Math.log1p(message.text().length());
    }

    private static boolean startsWithContact(List<Message> messages) {
        return !messages.isEmpty() && messages.getFirst().from() == Speaker.CONTACT;
    }

    private static int changesOfSpeaker(List<Message> messages) {
        int changes = 0;
        for (int i = 1; i < messages.size(); i++) {
            if (messages.get(i).from() != messages.get(i - 1).from()) changes++;
        }
        return changes;
    }

    private static double hoursBetweenEnds(List<Message> messages) {
        if (messages.isEmpty()) return 0;
        OffsetDateTime first = messages.getFirst().at();
        OffsetDateTime last = messages.getLast().at();
        return first == null || last == null
                ? 0
                : Math.abs(Duration.between(first, last).toMinutes() / 60.0);
    }

    private static double date(List<Message> messages) {
        OffsetDateTime first = messages.isEmpty() ? null : messages.getFirst().at();
        return first == null ? 0 : first.toLocalDate().toEpochDay();
    }

    private static double hourOfDay(List<Message> messages) {
        OffsetDateTime first = messages.isEmpty() ? null : messages.getFirst().at();
        return first == null ? 0 : first.getHour();
    }

    /// Brings every trait to mean 0 and spread 1, as the training conversations have it.
    private static final class Standard {
        private final double[] means;
        private final double[] spreads;

        private Standard(double[] means, double[] spreads) {
            this.means = means;
            this.spreads = spreads;
        }

        static Standard of(List<double[]> rows) {
            int columns = traits(List.of()).length;
            double[] means = new double[columns];
            double[] spreads = new double[columns];
            for (int c = 0; c < columns; c++) {
                int column = c;
                means[c] =
                        rows.stream().mapToDouble(row -> row[column]).average().orElse(0);
                double mean = means[c];
                double variance = rows.stream()
                        .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                        .average()
                        .orElse(0);
                spreads[c] = variance > 0 ? Math.sqrt(variance) : 1;
            }
            return new Standard(means, spreads);
        }

        SparseVector of(double[] row) {
            double[] scaled = new double[row.length];
            for (int c = 0; c < row.length; c++) scaled[c] = (row[c] - means[c]) / spreads[c];
            return SparseVector.dense(scaled);
        }
    }
}
