package waywarden.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.evaluation.EvaluationReport.RequestRow;
import waywarden.evaluation.EvaluationReport.Requests;

/// Finds requests for sensitive information message by message, by n-grams alone: the yardstick for SEConvo's
/// table of the same name. The contact's messages are read, each by itself.
final class RequestDetection {

    private static final double C = 10;

    /// @param asks        whether a reader noted a request
    /// @param probability of one, by a model that never saw the conversation
    private record Judged(boolean asks, double probability) {}

    private RequestDetection() {}

    static EvaluationReport run(String title, List<Labelled> noted, int k, long seed, int draws) {
        List<List<Judged>> conversations = new ArrayList<>();
        for (Plan.Split split : Plan.crossValidation(noted, k, seed).splits()) {
            NgramModel model = fit(split.training());
            for (Labelled labelled : split.test()) conversations.add(judged(model, labelled));
        }
        List<ToDoubleFunction<List<Judged>>> formulas = List.of(
                judged -> confusion(judged).f1(1),
                judged -> confusion(judged).macroF1(),
                judged -> Ranking.auc(probabilities(judged, true), probabilities(judged, false)));
        List<Estimate> estimates = Bootstrap.estimates(conversations, formulas, seed, draws);
        List<Judged> all = conversations.stream().flatMap(List::stream).toList();
        return new EvaluationReport(List.of(new Requests(
                title,
                List.of(new RequestRow(
                        "n-grams of the message",
                        all.size(),
                        (int) all.stream().filter(Judged::asks).count(),
                        estimates.get(0),
                        estimates.get(1),
                        estimates.get(2))))));
    }

    private static NgramModel fit(List<Labelled> training) {
        List<long[]> documents = new ArrayList<>();
        List<Boolean> asks = new ArrayList<>();
        for (Labelled labelled : training) {
            List<Message> messages = labelled.conversation().messages();
            for (int i = 0; i < messages.size(); i++) {
                if (messages.get(i).from() != Speaker.CONTACT) continue;
                documents.add(Ngrams.of(messages.get(i).text(), 0));
                asks.add(asks(labelled, i));
            }
        }
        boolean[] positive = new boolean[asks.size()];
        for (int i = 0; i < positive.length; i++) positive[i] = asks.get(i);
        return NgramModel.fit(documents, positive, C);
    }

    private static List<Judged> judged(NgramModel model, Labelled labelled) {
        List<Message> messages = labelled.conversation().messages();
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).from() != Speaker.CONTACT) continue;
            double probability = model.probability(Ngrams.of(messages.get(i).text(), 0));
            judged.add(new Judged(asks(labelled, i), probability));
        }
        return judged;
    }

    private static boolean asks(Labelled labelled, int message) {
        List<List<String>> requests = labelled.requests();
        return requests != null && !requests.get(message).isEmpty();
    }

    private static Confusion confusion(List<Judged> judged) {
        Confusion confusion = new Confusion(2);
        for (Judged one : judged) confusion.add(one.asks ? 1 : 0, one.probability >= 0.5 ? 1 : 0);
        return confusion;
    }

    private static double[] probabilities(List<Judged> judged, boolean ofRequests) {
        return judged.stream()
                .filter(one -> one.asks == ofRequests)
                .mapToDouble(Judged::probability)
                .toArray();
    }
}
