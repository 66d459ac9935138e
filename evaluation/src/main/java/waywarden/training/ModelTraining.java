package waywarden.training;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.evaluation.Labelled;
import waywarden.head.Heads;
import waywarden.head.Recent;
import waywarden.indicator.IndicatorCatalog;
import waywarden.indicator.IndicatorMatcher;
import waywarden.indicator.NormalText;
import waywarden.phase.PhaseBelief;
import waywarden.phase.PhaseModel;
import waywarden.phase.PhaseModel.Calibration;
import waywarden.phase.PhaseModel.Contrast;
import waywarden.phase.PhaseModel.Course;
import waywarden.phase.PhaseModel.Evidence;
import waywarden.phase.PhaseModel.Parameters;
import waywarden.phase.PhaseModel.Sighting;
import waywarden.phase.PhaseModel.State;
import waywarden.screening.MessagePhase;
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
        public static final Options DEFAULT = new Options(7, 8);
    }

    private static final double HALF_LIFE_DAYS = 120;

    /// What one fit of all heads takes of the heap at most, mostly some 26 vectors of a number for
    /// each gram and head: no more go on side by side than there is room for.
    private static final long BYTES_OF_A_FIT = 1_500_000_000;

    /// Ordinary conversations are many and easy: all of them together count as this many of the
    /// corpus's.
    private static final double BACKGROUND_MASS = 150;

    /// While none have been chosen.
    private static final Thresholds NONE = new Thresholds(0, 0, 0, 0);

    /// What a model can be fitted without, to see what it adds.
    public enum Part {
        /// acts that words and heads see, as evidence of the phases
        ACTS,
        /// all that the course says
        COURSE,
        /// what stands out in the course
        CONTRASTS
    }

    private final List<Labelled> corpus;
    private final Ordinary ordinary;
    private final IndicatorCatalog catalog;
    private final Options options;
    private final IndicatorMatcher matcher;

    /// The corpus, then the ordinary conversations trained beside it.
    private final List<Labelled> all;

    private final int[] part;

    private final Balance balance;

    /// Numbers in what the teacher says of a message.
    private final int dimensions;

    private final Heads whole;
    private final List<String> contrasts;
    private final List<Seen> seen;

    private ModelTraining(
            List<Labelled> corpus, Ordinary ordinary, IndicatorCatalog catalog, Teacher teacher, Options options) {
        this.corpus = corpus;
        this.ordinary = ordinary;
        this.catalog = catalog;
        this.options = options;
        this.matcher = catalog.matcher();
        this.all = Stream.concat(corpus.stream(), ordinary.beside().stream()).toList();
        this.part = parts();
        this.balance = Balance.of(corpus.stream().map(Labelled::approach));
        Meanings meanings = Meanings.of(all, teacher);
        this.dimensions = meanings.dimensions();
        List<List<Row>> rows = new ArrayList<>();
        for (int c = 0; c < all.size(); c++) {
            rows.add(Rows.of(List.of(all.get(c)), c < corpus.size() ? 1 : 0.3, meanings));
        }
        // One after the other they would take most of the time of training; which is done first changes nothing.
        Semaphore room = new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / BYTES_OF_A_FIT));
        List<Heads> fitted = IntStream.range(-1, options.parts)
                .parallel()
                .mapToObj(p -> {
                    room.acquireUninterruptibly();
                    try {
                        return heads(rows, p);
                    } finally {
                        room.release();
                    }
                })
                .toList();
        this.whole = fitted.getFirst();
        this.contrasts = whole.heads().stream()
                .filter(head -> head.from() == Speaker.CONTACT && !head.name().equals(PhaseModel.COURSE_HEAD))
                .map(Heads.Head::name)
                .toList();
        List<Heads> others = fitted.subList(1, fitted.size());
        List<Sightings> reads = others.stream()
                .map(heads -> new Sightings(EvidenceKinds.ALL, contrasts, heads))
                .toList();
        this.seen = IntStream.range(0, all.size())
                .parallel()
                .mapToObj(c -> seen(others.get(part[c]), reads.get(part[c]), all.get(c)))
                .toList();
    }

    /// Trains the heads and reads every conversation by heads that were not trained on it: the part that takes long.
    ///
    /// @param corpus   labelled conversations, with marks where there are any
    /// @param ordinary none, or some of each kind
    /// @param teacher  what is known of languages beside the corpus
    public static ModelTraining prepared(
            List<Labelled> corpus, Ordinary ordinary, IndicatorCatalog catalog, Teacher teacher, Options options) {
        return new ModelTraining(corpus, ordinary, catalog, teacher, options);
    }

    /// Fits the whole model.
    public ScreeningModel fit() {
        return fit(Set.of());
    }

    /// Fits the model without some parts.
    public ScreeningModel fit(Set<Part> without) {
        Parameters fitted = phases(without, -1);
        List<List<State>> stood = crossFitted(without);
        Calibration calibration = CalibrationFit.fit(corpus, stood, balance);
        Parameters phases = fitted.with(calibration, DepthFit.fit(contrasts, approaches(stood)));
        PhaseModel model = new PhaseModel(phases);
        List<List<PhaseBelief>> beliefs = stood.stream()
                .map(each -> each.stream().map(model::belief).toList())
                .toList();
        List<double[][]> logOdds = seen.stream().map(Seen::logOdds).toList();
        Heads shown = FindingThresholds.choose(whole, all, corpus.size(), logOdds);
        MessagePhase message = MessagePhaseFit.fit(messages(beliefs));
        double alarm = Alarms.quiet(new ScreeningModel(shown, phases, message, NONE), catalog, ordinary.quiet());
        return new ScreeningModel(shown, phases, message, ThresholdChoice.choose(corpus, beliefs, alarm));
    }

    /// Where the corpus's approaches stood after each of the contact's messages: half of what one counts is at its end.
    private List<DepthFit.Stood> approaches(List<List<State>> stood) {
        List<DepthFit.Stood> all = new ArrayList<>();
        for (int c = 0; c < corpus.size(); c++) {
            int[] reached = reached(corpus.get(c));
            int[] counted = IntStream.range(0, reached.length)
                    .filter(i -> reached[i] > 0)
                    .toArray();
            for (int i : counted) {
                double weight = 0.5 / counted.length + (i == counted[counted.length - 1] ? 0.5 : 0);
                all.add(new DepthFit.Stood(stood.get(c).get(i), reached[i], weight));
            }
        }
        return all;
    }

    /// The contact's messages in the corpus whose phase is known.
    private List<MessagePhaseFit.Labelled> messages(List<List<PhaseBelief>> beliefs) {
        int[] heads = new int[4];
        for (int phase = 1; phase < heads.length; phase++) heads[phase] = place("phase-" + phase);
        List<MessagePhaseFit.Labelled> messages = new ArrayList<>();
        for (int c = 0; c < corpus.size(); c++) {
            Labelled labelled = corpus.get(c);
            for (int i = 0; i < labelled.phases().size(); i++) {
                int phase = labelled.phases().get(i);
                if (phase < 0 || labelled.conversation().messages().get(i).from() != Speaker.CONTACT) continue;
                double[] odds = new double[heads.length];
                for (int p = 1; p < odds.length; p++) odds[p] = seen.get(c).logOdds[i][heads[p]];
                messages.add(new MessagePhaseFit.Labelled(
                        MessagePhase.features(odds, beliefs.get(c).get(i)), phase));
            }
        }
        return messages;
    }

    private int place(String head) {
        return whole.heads().stream().map(Heads.Head::name).toList().indexOf(head);
    }

    /// The phase model of all conversations but those of one part.
    private Parameters phases(Set<Part> without, int leftOut) {
        List<Evidence> kinds = without.contains(Part.ACTS) ? List.of() : EvidenceKinds.ALL;
        Parameters passing =
                unfitted(contrasts.stream().map(head -> new Contrast(head, 0)).toList(), kinds);
        if (!without.contains(Part.CONTRASTS)) passing = unfitted(fittedContrasts(passing, leftOut), kinds);
        PhaseModel model = new PhaseModel(passing);
        List<Sequence> sequences = new ArrayList<>();
        for (int c = 0; c < all.size(); c++) {
            if (part[c] == leftOut) continue;
            Labelled labelled = all.get(c);
            double[][] gains = PhaseTraining.gains(model, seen.get(c).sightings, gaps(labelled));
            if (without.contains(Part.COURSE)) for (double[] gain : gains) gain[kinds.size()] = 0;
            sequences.add(new Sequence(gains, reached(labelled), labelled.approach(), weight(c)));
        }
        Parameters fitted = PhaseTraining.fit(sequences, passing);
        return without.contains(Part.COURSE) ? fitted.with(new Course(0, 0, 0)) : fitted;
    }

    private List<Contrast> fittedContrasts(Parameters passing, int leftOut) {
        PhaseModel model = new PhaseModel(passing);
        List<ContrastFit.Ended> ends = new ArrayList<>();
        for (int c = 0; c < all.size(); c++) {
            if (part[c] == leftOut) continue;
            State state = model.start();
            for (Sighting sighting : seen.get(c).sightings) state = model.step(state, sighting, Duration.ZERO);
            ends.add(new ContrastFit.Ended(state.course(), all.get(c).approach(), weight(c)));
        }
        return ContrastFit.fit(contrasts, ends);
    }

    private static Parameters unfitted(List<Contrast> contrasts, List<Evidence> kinds) {
        return new Parameters(
                0.1, 0, 0, 0, 0, 0, HALF_LIFE_DAYS, new Course(0, 0, 0), contrasts, Calibration.NONE, null, kinds);
    }

    private double weight(int conversation) {
        if (conversation < corpus.size())
            return balance.of(corpus.get(conversation).approach());
        return Math.min(1, BACKGROUND_MASS / ordinary.beside().size());
    }

    /// Where each conversation stood after each message, by a phase model that was not fitted on it.
    private List<List<State>> crossFitted(Set<Part> without) {
        List<Parameters> others = IntStream.range(0, options.parts)
                .parallel()
                .mapToObj(p -> phases(without, p))
                .toList();
        return IntStream.range(0, all.size())
                .mapToObj(c -> states(others.get(part[c]), seen.get(c).sightings, gaps(all.get(c))))
                .toList();
    }

    private int[] parts() {
        Map<String, Integer> partOf = new HashMap<>();
        List<String> groups = new ArrayList<>(
                all.stream().map(Labelled::group).distinct().sorted().toList());
        Collections.shuffle(groups, new Random(options.seed));
        for (int i = 0; i < groups.size(); i++) partOf.put(groups.get(i), i % options.parts);
        return all.stream()
                .mapToInt(labelled -> partOf.getOrDefault(labelled.group(), 0))
                .toArray();
    }

    private Heads heads(List<List<Row>> rows, int leftOut) {
        List<Labelled> kept = new ArrayList<>();
        List<Row> keptRows = new ArrayList<>();
        for (int c = 0; c < all.size(); c++) {
            if (part[c] == leftOut) continue;
            for (Row row : rows.get(c)) keptRows.add(row.in(kept.size()));
            kept.add(all.get(c));
        }
        return HeadTraining.fit(kept, keptRows, dimensions);
    }

    /// What a reading of one conversation shows.
    ///
    /// @param sightings evidence for the phase model, for each message
    /// @param logOdds   what the heads say of each message, in the order of the whole model's heads;
    ///                  negative infinity where a head is missing
    private record Seen(List<Sighting> sightings, double[][] logOdds) {}

    private Seen seen(Heads heads, Sightings read, Labelled labelled) {
        List<String> names = heads.heads().stream().map(Heads.Head::name).toList();
        int[] from = whole.heads().stream()
                .mapToInt(head -> names.indexOf(head.name()))
                .toArray();
        List<Message> messages = labelled.conversation().messages();
        List<Sighting> sightings = new ArrayList<>();
        double[][] logOdds = new double[messages.size()][from.length];
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
        }
        return new Seen(sightings, logOdds);
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

    private static List<State> states(Parameters parameters, List<Sighting> sightings, Duration[] gaps) {
        PhaseModel model = new PhaseModel(parameters);
        State state = model.start();
        List<State> states = new ArrayList<>();
        for (int i = 0; i < sightings.size(); i++) {
            state = model.step(state, sightings.get(i), gaps[i]);
            states.add(state);
        }
        return states;
    }
}
