package waywarden.evaluation;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

/// Labelled conversations and readings for tests, with words of no meaning.
final class Samples {

    private Samples() {}

    static Labelled labelled(String id, @Nullable String pair, boolean approach, String lang, List<String> texts) {
        return labelled(id, pair, approach, lang, texts, null);
    }

    static Labelled labelled(
            String id,
            @Nullable String pair,
            boolean approach,
            String lang,
            List<String> texts,
            @Nullable Integer firstSign) {
        List<Message> messages = new ArrayList<>();
        List<Integer> phases = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Speaker from = i % 2 == 0 ? Speaker.CONTACT : Speaker.WORKER;
            messages.add(
                    new Message(OffsetDateTime.parse("2025-01-01T00:00:00Z").plusHours(i), from, texts.get(i)));
            phases.add(from == Speaker.WORKER ? -1 : approach ? 1 : 0);
        }
        return new Labelled(
                new Conversation(id, "sample.jsonl", null, "email", lang, messages),
                "sample-" + lang + ".jsonl",
                approach,
                approach ? "cover" : "look-alike",
                approach ? 1 : 0,
                firstSign,
                pair,
                phases,
                Collections.nCopies(texts.size(), null),
                null,
                null,
                Set.of());
    }

    static Labelled ofLength(String id, boolean approach, int length, @Nullable Integer firstSign) {
        return labelled(id, null, approach, "en", Collections.nCopies(length, "x"), firstSign);
    }

    /// What a detector with threshold 0.5 said that knows no phases.
    static Outcome outcome(Labelled labelled, double... scores) {
        List<Double> list = new ArrayList<>();
        for (double score : scores) list.add(score);
        return new Outcome(labelled, Reading.ofScores(list, 0.5), 0.5);
    }

    /// One alarm, at a message counted from 0, or none; the scores say the same.
    static Outcome alarmed(Labelled labelled, @Nullable Integer at) {
        double[] scores = new double[labelled.conversation().messages().size()];
        if (at != null) java.util.Arrays.fill(scores, at, scores.length, 1);
        return outcome(labelled, scores);
    }

    /// Pairs in two languages whose approaches share words that their counterparts have not.
    static List<Labelled> pairs(int ofEach) {
        List<Labelled> all = new ArrayList<>();
        for (String lang : List.of("en", "zh")) {
            for (int i = 0; i < ofEach; i++) {
                String a = lang + "-a" + i;
                String b = lang + "-b" + i;
                String own = lang + " word" + i;
                all.add(labelled(a, b, true, lang, List.of("brim lomar " + own, "tol", "lomar veshti", "tol " + i)));
                all.add(labelled(b, a, false, lang, List.of("brim cadun " + own, "tol", "cadun orepik", "tol " + i)));
            }
        }
        return all;
    }
}
