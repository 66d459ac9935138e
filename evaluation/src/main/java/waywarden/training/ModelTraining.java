package waywarden.training;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.evaluation.Labelled;
import waywarden.head.Heads;
import waywarden.head.Recent;
import waywarden.indicator.IndicatorCatalog;
import waywarden.indicator.IndicatorMatcher;
import waywarden.indicator.Match;
import waywarden.indicator.NormalText;
import waywarden.phase.PhaseBelief;
import waywarden.phase.PhaseModel;
import waywarden.phase.PhaseModel.Calibration;
import waywarden.phase.PhaseModel.Course;
import waywarden.phase.PhaseModel.Evidence;
import waywarden.phase.PhaseModel.Parameters;
import waywarden.phase.PhaseModel.Sighting;
import waywarden.screening.ConcernPolicy;
import waywarden.screening.ScreeningModel;
import waywarden.screening.ScreeningModel.Thresholds;
import waywarden.screening.Sightings;
import waywarden.training.PhaseTraining.Sequence;
import waywarden.training.Rows.Row;

/// Trains all that a screener needs, in stages that never let a stage learn from what an earlier one
/// already knew: heads are cross-fitted over groups, the phase model learns from what heads say of
/// conversations they were not trained on, and thresholds are chosen on the same.
public final class ModelTraining {

    /// What training is told.
    ///
    /// @param seed  of all randomness
    /// @param parts cross-fitting parts, at least 2
    public record Options(long seed, int parts) {
        public static final Options DEFAULT = new Options(7, 3);
    }

    private static final double HALF_LIFE_DAYS = 120;

    /// Ordinary conversations are many and easy: all of them together count as this many of the
    /// corpus's.
    private static final double BACKGROUND_MASS = 150;

    private final List<Labelled> corpus;
    private final List<Labelled> background;
    private final Options options;
    private final IndicatorMatcher matcher;

    private ModelTraining(List<Labelled> corpus, List<Labelled> background, IndicatorCatalog catalog, Options options) {
        this.corpus = corpus;
        this.background = background;
        this.options = options;
        this.matcher = catalog.matcher();
    }

    /// @param corpus     labelled conversations, with marks where there are any
    /// @param background ordinary conversations, all benign; may be empty
    public static ScreeningModel fit(
            List<Labelled> corpus, List<Labelled> background, IndicatorCatalog catalog, Options options) {
        return new ModelTraining(corpus, background, catalog, options).fit();
    }

    /// A fair draw of ordinary conversations to train beside the corpus: as many of each file, those of the same
    /// file spread over it.
    public static List<Labelled> background(List<Labelled> ordinary) {
        Map<String, List<Labelled>> files = new TreeMap<>();
        for (Labelled labelled : ordinary) {
            if (!labelled.approach())
                files.computeIfAbsent(labelled.file(), key -> new ArrayList<>()).add(labelled);
        }
        List<Labelled> drawn = new ArrayList<>();
        for (List<Labelled> file : files.values()) {
            int step = Math.max(1, file.size() / BACKGROUND_EACH);
            for (int i = 0; i < file.size(); i += step) drawn.add(file.get(i));
        }
        return drawn;
    }

    private static final int BACKGROUND_EACH = 40;

    private ScreeningModel fit() {
        List<Labelled> all = new ArrayList<>(corpus);
        all.addAll(background);
        double backgroundWeight = background.isEmpty() ? 0 : Math.min(1, BACKGROUND_MASS / background.size());
        List<List<Row>> rows = new ArrayList<>();
        for (int c = 0; c < all.size(); c++) {
            rows.add(Rows.of(List.of(all.get(c)), c < corpus.size() ? 1 : 0.3));
        }
        int[] part = parts(all);
        List<Evidence> kinds = EvidenceKinds.ALL;
        List<List<Sighting>> sightings = new ArrayList<>(Collections.nCopies(all.size(), List.of()));
        int[] inWords = new int[all.size()];
        List<double[][]> logOdds = new ArrayList<>(Collections.nCopies(all.size(), new double[0][]));
        Heads whole = heads(all, rows, part, -1);
        for (int p = 0; p < options.parts; p++) {
            Heads heads = heads(all, rows, part, p);
            Sightings read = new Sightings(kinds, heads);
            for (int c = 0; c < all.size(); c++) {
                if (part[c] != p) continue;
                Seen seen = seen(whole, heads, read, all.get(c));
                logOdds.set(c, seen.logOdds);
                sightings.set(c, seen.sightings);
                inWords[c] = seen.inWords;
            }
        }
        PhaseModel passing = new PhaseModel(
                new Parameters(0.1, 0, 0, 0, 0, 0, HALF_LIFE_DAYS, new Course(0, 0, 0), Calibration.NONE, kinds));
        List<Sequence> sequences = new ArrayList<>();
        for (int c = 0; c < all.size(); c++) {
            Labelled labelled = all.get(c);
            double[][] gains = PhaseTraining.gains(passing, sightings.get(c), gaps(labelled));
            sequences.add(new Sequence(
                    gains, reached(labelled), labelled.approach(), c < corpus.size() ? 1 : backgroundWeight));
        }
        Parameters fitted = PhaseTraining.fit(sequences, kinds, HALF_LIFE_DAYS);
        List<List<PhaseBelief>> beliefs = crossFitted(all, part, sequences, sightings);
        Calibration calibration = CalibrationFit.fit(all.subList(0, corpus.size()), beliefs);
        for (int c = 0; c < all.size(); c++) {
            beliefs.set(c, beliefs.get(c).stream().map(calibration::of).toList());
        }
        Thresholds thresholds = ThresholdChoice.choose(all, corpus.size(), beliefs, inWords, logOdds, whole);
        Heads shown = FindingThresholds.choose(whole, all, corpus.size(), logOdds);
        return new ScreeningModel(shown, fitted.with(calibration), thresholds);
    }

    /// The beliefs in each conversation by a phase model that was not fitted on it.
    private List<List<PhaseBelief>> crossFitted(
            List<Labelled> all, int[] part, List<Sequence> sequences, List<List<Sighting>> sightings) {
        List<List<PhaseBelief>> beliefs = new ArrayList<>(Collections.nCopies(all.size(), List.of()));
        for (int p = 0; p < options.parts; p++) {
            List<Sequence> others = new ArrayList<>();
            for (int c = 0; c < all.size(); c++) if (part[c] != p) others.add(sequences.get(c));
            Parameters parameters = PhaseTraining.fit(others, EvidenceKinds.ALL, HALF_LIFE_DAYS);
            for (int c = 0; c < all.size(); c++) {
                if (part[c] == p) beliefs.set(c, beliefs(parameters, sightings.get(c), gaps(all.get(c))));
            }
        }
        return beliefs;
    }

    private int[] parts(List<Labelled> all) {
        Map<String, Integer> partOf = new HashMap<>();
        List<String> groups = new ArrayList<>(
                all.stream().map(Labelled::group).distinct().sorted().toList());
        Collections.shuffle(groups, new Random(options.seed));
        for (int i = 0; i < groups.size(); i++) partOf.put(groups.get(i), i % options.parts);
        return all.stream()
                .mapToInt(labelled -> partOf.getOrDefault(labelled.group(), 0))
                .toArray();
    }

    private Heads heads(List<Labelled> all, List<List<Row>> rows, int[] part, int without) {
        List<Labelled> kept = new ArrayList<>();
        List<Row> keptRows = new ArrayList<>();
        for (int c = 0; c < all.size(); c++) {
            if (part[c] == without) continue;
            for (Row row : rows.get(c)) keptRows.add(row.in(kept.size()));
            kept.add(all.get(c));
        }
        return HeadTraining.fit(kept, keptRows);
    }

    /// What a reading of one conversation shows.
    ///
    /// @param sightings evidence for the phase model, for each message
    /// @param logOdds   what the heads say of each message, in the order of the whole model's heads;
    ///                  negative infinity where a head is missing
    /// @param inWords   the first message with a sign in plain words; as many as there are where none is
    private record Seen(List<Sighting> sightings, double[][] logOdds, int inWords) {}

    private Seen seen(Heads whole, Heads heads, Sightings read, Labelled labelled) {
        List<String> names = heads.heads().stream().map(Heads.Head::name).toList();
        int[] from = whole.heads().stream()
                .mapToInt(head -> names.indexOf(head.name()))
                .toArray();
        List<Message> messages = labelled.conversation().messages();
        List<Sighting> sightings = new ArrayList<>();
        double[][] logOdds = new double[messages.size()][from.length];
        int inWords = messages.size();
        IndicatorMatcher.Memory memory = IndicatorMatcher.Memory.EMPTY;
        Recent recent = Recent.NOTHING;
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            NormalText text = NormalText.of(message.text());
            IndicatorMatcher.Result words = matcher.match(memory, i, message.from(), text);
            memory = words.memory();
            Heads.Reading reading = heads.read(message.from(), text, recent);
            recent = reading.after(recent, message.from());
            sightings.add(read.of(message.from(), words.matches(), reading));
            for (int h = 0; h < from.length; h++) {
                logOdds[i][h] = from[h] < 0 ? Double.NEGATIVE_INFINITY : reading.logOdds()[from[h]];
            }
            if (inWords > i && words.matches().stream().anyMatch(ModelTraining::speaksForConcern)) inWords = i;
        }
        return new Seen(sightings, logOdds, inWords);
    }

    private static boolean speaksForConcern(Match match) {
        return ConcernPolicy.speaksForConcern(match.indicator());
    }

    static Duration[] gaps(Labelled labelled) {
        List<Message> messages = labelled.conversation().messages();
        Duration[] gaps = new Duration[messages.size()];
        OffsetDateTime last = null;
        for (int i = 0; i < gaps.length; i++) {
            OffsetDateTime now = messages.get(i).at();
            gaps[i] = PhaseModel.gap(last, now);
            if (now != null) last = now;
        }
        return gaps;
    }

    /// The phase reached so far, at contact messages of approaches whose messages are labelled; else -1.
    private static int[] reached(Labelled labelled) {
        int[] reached = new int[labelled.phases().size()];
        int most = 0;
        for (int i = 0; i < reached.length; i++) {
            most = Math.max(most, labelled.phases().get(i));
            boolean counts = labelled.approach()
                    && labelled.conversation().messages().get(i).from() == Speaker.CONTACT
                    && labelled.phases().get(i) >= 0;
            reached[i] = counts ? most : -1;
        }
        return reached;
    }

    /// The beliefs after each message.
    static List<PhaseBelief> beliefs(Parameters parameters, List<Sighting> sightings, Duration[] gaps) {
        PhaseModel model = new PhaseModel(parameters);
        PhaseModel.State state = model.start();
        List<PhaseBelief> beliefs = new ArrayList<>();
        for (int i = 0; i < sightings.size(); i++) {
            state = model.step(state, sightings.get(i), gaps[i]);
            beliefs.add(model.belief(state));
        }
        return beliefs;
    }
}
