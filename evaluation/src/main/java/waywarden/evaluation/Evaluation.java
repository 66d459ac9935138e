package waywarden.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import waywarden.conversation.Conversation;
import waywarden.evaluation.EvaluationReport.DetectorBins;
import waywarden.evaluation.EvaluationReport.Fairness;
import waywarden.evaluation.EvaluationReport.FairnessRow;
import waywarden.evaluation.EvaluationReport.FalseAlarmRow;
import waywarden.evaluation.EvaluationReport.FalseAlarms;
import waywarden.evaluation.EvaluationReport.Quality;
import waywarden.evaluation.EvaluationReport.Reliability;
import waywarden.evaluation.EvaluationReport.Row;
import waywarden.evaluation.EvaluationReport.SpeedRow;
import waywarden.evaluation.EvaluationReport.Speeds;

/// Fits detectors, lets them read what they never saw, and measures. Every detector meets the same splits.
public final class Evaluation {

    /// The parts every set is looked at in, besides as a whole.
    private static final Map<String, Function<Labelled, String>> PARTS = parts();

    private final long seed;
    private final int draws;
    private final Progress progress;
    private final List<Swap> swaps = Swap.all();

    private Evaluation(long seed, int draws, Progress progress) {
        this.seed = seed;
        this.draws = draws;
        this.progress = progress;
    }

    static Evaluation of(long seed, int draws, Progress progress) {
        return new Evaluation(seed, draws, progress);
    }

    public static EvaluationReport run(List<Detector> detectors, Plan plan, long seed, Progress progress) {
        return of(seed, Bootstrap.DRAWS, progress).quality(detectors, plan);
    }

    EvaluationReport quality(List<Detector> detectors, Plan plan) {
        List<Row> rows = new ArrayList<>();
        List<DetectorBins> bins = new ArrayList<>();
        List<FairnessRow> fairness = new ArrayList<>();
        Map<Swap, IdentityHashMap<Labelled, Conversation>> swapped = new LinkedHashMap<>();
        for (Swap swap : swaps) swapped.put(swap, swapped(swap, plan));
        int done = 0;
        int steps = detectors.size() * plan.splits().size();
        for (Detector detector : detectors) {
            Map<String, List<Outcome>> bySetting = new LinkedHashMap<>();
            Map<String, Map<Swap, Changes>> changes = new LinkedHashMap<>();
            for (Plan.Split split : plan.splits()) {
                progress.at(plan.title() + ": " + detector.name(), done++, steps);
                Detector.Fitted fitted = detector.fit(split.training(), seed);
                List<Outcome> outcomes = read(fitted, split.test());
                bySetting
                        .computeIfAbsent(split.setting(), key -> new ArrayList<>())
                        .addAll(outcomes);
                swapped.forEach((swap, others) -> changes.computeIfAbsent(split.setting(), key -> new LinkedHashMap<>())
                        .merge(swap, changes(others, fitted, outcomes), Changes::and));
            }
            bySetting.forEach((setting, outcomes) -> {
                rows.addAll(rows(detector.name(), setting, outcomes));
                bins.add(new DetectorBins(detector.name(), setting, Calibration.bins(outcomes)));
            });
            changes.forEach((setting, bySwap) -> bySwap.forEach((swap, sum) -> fairness.add(new FairnessRow(
                    detector.name(),
                    setting,
                    swap.name(),
                    sum.touched,
                    sum.changed,
                    Estimate.share(sum.changed, sum.touched)))));
        }
        progress.at(plan.title(), steps, steps);
        return new EvaluationReport(List.of(
                new Quality(plan.title(), rows),
                new Reliability(plan.title() + ": reliability", bins),
                new Fairness(plan.title() + ": results that change with what must not matter", fairness)));
    }

    /// Conversations that hold such words, and those of them whose result changes with the words.
    private record Changes(int touched, int changed) {
        Changes and(Changes other) {
            return new Changes(touched + other.touched, changed + other.changed);
        }
    }

    /// The conversations to be read that hold such words, each with its other self. Conversations read in several
    /// splits are the same objects, so that each is swapped once, for all detectors.
    private static IdentityHashMap<Labelled, Conversation> swapped(Swap swap, Plan plan) {
        IdentityHashMap<Labelled, Conversation> swapped = new IdentityHashMap<>();
        for (Plan.Split split : plan.splits()) {
            for (Labelled labelled : split.test()) {
                if (swapped.containsKey(labelled)) continue;
                swapped.put(labelled, swap.in(labelled.conversation()));
            }
        }
        swapped.entrySet()
                .removeIf(entry -> entry.getValue().equals(entry.getKey().conversation()));
        return swapped;
    }

    private static Changes changes(
            IdentityHashMap<Labelled, Conversation> others, Detector.Fitted fitted, List<Outcome> outcomes) {
        return outcomes.parallelStream()
                .map(outcome -> {
                    Conversation after = others.get(outcome.labelled());
                    if (after == null) return new Changes(0, 0);
                    Outcome other = new Outcome(outcome.labelled(), fitted.read(after), outcome.threshold());
                    boolean same = other.alarmed() == outcome.alarmed()
                            && other.taken() == outcome.taken()
                            && other.reading().reached() == outcome.reading().reached();
                    return new Changes(1, same ? 0 : 1);
                })
                .reduce(new Changes(0, 0), Changes::and);
    }

    /// Trains on all of the corpus and counts alarms on conversations that are all ordinary.
    EvaluationReport falseAlarms(List<Detector> detectors, List<Labelled> corpus, List<Labelled> benign) {
        String title = "alarms per 1,000 ordinary conversations of others";
        List<FalseAlarmRow> rows = new ArrayList<>();
        for (int d = 0; d < detectors.size(); d++) {
            Detector detector = detectors.get(d);
            progress.at(title + ": " + detector.name(), d, detectors.size());
            List<Outcome> outcomes = read(detector.fit(corpus, seed), benign);
            rows.add(falseAlarms(detector.name(), "all", "all", outcomes));
            group(outcome -> outcome.labelled().file(), outcomes)
                    .forEach((file, ofFile) -> group(outcome -> Folds.language(outcome.labelled()), ofFile)
                            .forEach((language, part) -> rows.add(falseAlarms(detector.name(), file, language, part))));
        }
        progress.at(title, detectors.size(), detectors.size());
        return new EvaluationReport(List.of(new FalseAlarms(title, rows)));
    }

    /// Times each detector on one thread, with nothing remembered. It reads the sample again and again, first for
    /// [#WARM_UP], which does not count: the machine compiles what is run often.
    EvaluationReport speeds(List<Detector> detectors, List<Labelled> corpus, int leastMessages) {
        String title = "speed on one thread";
        List<Conversation> sample = new ArrayList<>();
        int messages = 0;
        for (Labelled labelled : corpus) {
            if (messages >= leastMessages) break;
            sample.add(labelled.conversation());
            messages += labelled.conversation().messages().size();
        }
        List<SpeedRow> rows = new ArrayList<>();
        for (int d = 0; d < detectors.size(); d++) {
            progress.at(title + ": " + detectors.get(d).name(), d, detectors.size());
            Detector.Fitted fitted = detectors.get(d).fit(corpus, seed);
            timed(fitted, sample, WARM_UP);
            Timed timed = timed(fitted, sample, TIMED);
            rows.add(new SpeedRow(detectors.get(d).name(), messages * timed.passes, timed.seconds));
        }
        progress.at(title, detectors.size(), detectors.size());
        return new EvaluationReport(List.of(new Speeds(title, rows)));
    }

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration TIMED = Duration.ofSeconds(3);

    private record Timed(int passes, double seconds) {}

    /// Whole passes, at least one, until so much time has gone by.
    private static Timed timed(Detector.Fitted fitted, List<Conversation> sample, Duration least) {
        long start = System.nanoTime();
        int passes = 0;
        long gone = 0;
        while (passes == 0 || gone < least.toNanos()) {
            readAfresh(fitted, sample);
            passes++;
            gone = System.nanoTime() - start;
        }
        return new Timed(passes, gone / 1e9);
    }

    private static void readAfresh(Detector.Fitted fitted, List<Conversation> sample) {
        for (Conversation conversation : sample) {
            if (fitted.readAfresh(conversation).scores().size()
                    != conversation.messages().size()) {
                throw new IllegalStateException(conversation.id() + ": not one score for each message");
            }
        }
    }

    private static List<Outcome> read(Detector.Fitted fitted, List<Labelled> test) {
        List<Reading> readings = test.parallelStream()
                .map(labelled -> fitted.read(labelled.conversation()))
                .toList();
        return IntStream.range(0, test.size())
                .mapToObj(i -> new Outcome(test.get(i), readings.get(i), fitted.threshold()))
                .toList();
    }

    private List<Row> rows(String detector, String setting, List<Outcome> outcomes) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("all", "all", outcomes));
        PARTS.forEach((by, key) -> {
            Map<String, List<Outcome>> sets = group(outcome -> key.apply(outcome.labelled()), outcomes);
            if (sets.size() < 2) return;
            sets.forEach((set, part) -> parts.add(new Part(by, set, part)));
        });
        // Intervals take most of the time; each draws by itself.
        return parts.parallelStream()
                .map(part -> row(detector, setting, part.by, part.set, part.outcomes))
                .toList();
    }

    private record Part(String by, String set, List<Outcome> outcomes) {}

    private Row row(String detector, String setting, String by, String set, List<Outcome> outcomes) {
        int approaches = (int) outcomes.stream().filter(Outcome::approach).count();
        return new Row(
                detector,
                setting,
                by,
                set,
                outcomes.size(),
                approaches,
                Earliness.median(outcomes.stream().mapToDouble(Outcome::length).toArray()),
                Bootstrap.estimates(outcomes, seed, draws),
                falseAlarms(detector, set, "all", outcomes).perThousand());
    }

    private static FalseAlarmRow falseAlarms(String detector, String set, String language, List<Outcome> outcomes) {
        List<Outcome> benign =
                outcomes.stream().filter(outcome -> !outcome.approach()).toList();
        int alarmed = (int) benign.stream().filter(Outcome::alarmed).count();
        Estimate perThousand = Estimate.share(alarmed, benign.size()).times(1000);
        return new FalseAlarmRow(detector, set, language, benign.size(), alarmed, perThousand);
    }

    private static Map<String, List<Outcome>> group(Function<Outcome, String> key, List<Outcome> outcomes) {
        Map<String, List<Outcome>> groups = new java.util.TreeMap<>();
        for (Outcome outcome : outcomes) {
            groups.computeIfAbsent(key.apply(outcome), k -> new ArrayList<>()).add(outcome);
        }
        return groups;
    }

    private static Map<String, Function<Labelled, String>> parts() {
        Map<String, Function<Labelled, String>> parts = new LinkedHashMap<>();
        parts.put("language", Folds::language);
        parts.put("channel", labelled -> String.valueOf(labelled.conversation().channel()));
        parts.put("file", Labelled::file);
        parts.put("scenario", labelled -> String.valueOf(labelled.scenario()));
        return parts;
    }
}
