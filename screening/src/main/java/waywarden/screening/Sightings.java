package waywarden.screening;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import waywarden.conversation.Speaker;
import waywarden.head.Heads;
import waywarden.indicator.Match;
import waywarden.phase.CourseSoFar;
import waywarden.phase.PhaseModel;
import waywarden.phase.PhaseModel.Evidence;
import waywarden.phase.PhaseModel.Sighting;

/// Turns what words and heads found in one message into the phase model's evidence: each act as surely
/// as the surer of its witnesses together make it, witnesses taken as independent.
public final class Sightings {

    /// How surely an act is there when the words of its indicator match; heads give their own
    /// probability.
    private static final double SURE_BY_WORDS = 0.9;

    /// A head's probability below this is taken for nothing, so that long conversations gather no
    /// evidence from air.
    private static final double NOTHING = 0.04;

    /// Log-odds of less than that, so that most heads need no exponential.
    private static final double FAR_BELOW = -3.5;

    private final int[][] headsOf;
    private final Map<String, int[]> evidenceOf = new HashMap<>();
    private final int size;

    private final Heads heads;
    private final int course;
    private final int[] contrasts;

    /// @param contrasts names of the heads that are set against themselves; one that is not among `heads` reads nothing
    public Sightings(List<Evidence> evidence, List<String> contrasts, Heads heads) {
        this.heads = heads;
        size = evidence.size();
        headsOf = new int[size][];
        List<String> names = heads.heads().stream().map(Heads.Head::name).toList();
        course = names.indexOf(PhaseModel.COURSE_HEAD);
        this.contrasts = contrasts.stream().mapToInt(names::indexOf).toArray();
        for (int i = 0; i < size; i++) {
            List<String> ids = evidence.get(i).indicators();
            headsOf[i] =
                    ids.stream().mapToInt(names::indexOf).filter(h -> h >= 0).toArray();
            for (String id : ids) {
                int[] known = evidenceOf.getOrDefault(id, new int[0]);
                int[] more = java.util.Arrays.copyOf(known, known.length + 1);
                more[known.length] = i;
                evidenceOf.put(id, more);
            }
        }
    }

    /// @param matches what words found
    /// @param reading what heads say
    public Sighting of(Speaker from, List<Match> matches, Heads.Reading reading) {
        double[] acts = acts(matches, reading.logOdds());
        if (from == Speaker.WORKER || course < 0) return Sighting.ofWorker(acts);
        short[] odds = new short[contrasts.length];
        for (int i = 0; i < odds.length; i++) {
            if (contrasts[i] >= 0) odds[i] = CourseSoFar.reading(reading.logOdds()[contrasts[i]]);
        }
        return new Sighting(acts, heads.sum(course, reading), reading.grams(), odds);
    }

    private double[] acts(List<Match> matches, double[] logOdds) {
        double[] absent = new double[size];
        java.util.Arrays.fill(absent, 1);
        for (int i = 0; i < size; i++) {
            for (int head : headsOf[i]) {
                if (logOdds[head] < FAR_BELOW) continue;
                double p = probability(logOdds[head]);
                if (p >= NOTHING) absent[i] *= 1 - p;
            }
        }
        for (Match match : matches) {
            for (int i : evidenceOf.getOrDefault(match.indicator(), new int[0])) absent[i] *= 1 - SURE_BY_WORDS;
        }
        for (int i = 0; i < size; i++) absent[i] = 1 - absent[i];
        return absent;
    }

    /// What is left of a sighting after the worker's answers: an act that she confirms is sure, one that she denies is
    /// gone unless another finding shows it too.
    ///
    /// @param findings in the message
    /// @param like     what the message most looks like, be it shown as a finding or not
    Sighting answered(Sighting sighting, List<String> findings, String like, Map<String, Answer> answers) {
        double[] acts = sighting.acts().clone();
        Stream.concat(findings.stream(), Stream.of(like)).forEach(id -> {
            if (answers.get(id) == Answer.NO) for (int i : kinds(id)) acts[i] = 0;
        });
        for (String id : findings) {
            if (answers.get(id) != Answer.NO) for (int i : kinds(id)) acts[i] = sighting.acts()[i];
        }
        Stream.concat(findings.stream(), Stream.of(like)).forEach(id -> {
            if (answers.get(id) == Answer.YES) for (int i : kinds(id)) acts[i] = 1;
        });
        return sighting.with(acts);
    }

    private int[] kinds(String indicator) {
        return evidenceOf.getOrDefault(indicator, new int[0]);
    }

    static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
