package waywarden.screening;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.head.Heads;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.indicator.IndicatorCatalog;
import waywarden.indicator.IndicatorMatcher;
import waywarden.indicator.Match;
import waywarden.indicator.NormalText;
import waywarden.intake.Reason;
import waywarden.phase.Phase;
import waywarden.phase.PhaseBelief;
import waywarden.phase.PhaseModel;
import waywarden.register.Register;
import waywarden.screening.Screening.NotScreened;
import waywarden.screening.Screening.Screened;
import waywarden.screening.Screening.ScreenedMessage;

/// Screens conversations: the front door of the library. Reads each message once, needs no network and
/// opens no socket; safe for use by several threads.
public final class Screener {

    private final IndicatorCatalog catalog;
    private final IndicatorMatcher matcher;
    private final ScreeningModel model;
    private final Sightings sightings;
    private final PhaseModel phases;
    private final ConcernPolicy policy;
    private final int[] phaseHeads;
    private final ProtectedMatters matters;

    public Screener(IndicatorCatalog catalog, ScreeningModel model) {
        this(catalog, model, ProtectedMatters.NONE);
    }

    private Screener(IndicatorCatalog catalog, ScreeningModel model, ProtectedMatters matters) {
        this.matters = matters;
        this.catalog = catalog;
        this.matcher = catalog.matcher();
        this.model = model;
        this.sightings = new Sightings(model.phases().evidence(), model.heads());
        this.phases = new PhaseModel(model.phases());
        this.policy = new ConcernPolicy(model.thresholds());
        List<String> heads =
                model.heads().heads().stream().map(Heads.Head::name).toList();
        this.phaseHeads = IntStream.rangeClosed(0, 3)
                .map(phase -> heads.indexOf("phase-" + phase))
                .toArray();
    }

    /// With the indicators and the model that the library carries.
    public static Screener bundled() {
        return new Screener(IndicatorCatalog.bundled(), ScreeningModel.bundled());
    }

    /// The same with a register of protected matters: that a contact's questions name one is a finding and
    /// evidence of the third phase; that the worker's messages touch one is shown to her and moves nothing.
    ///
    /// @param today entries of the register that have expired before it no longer count
    public Screener guardedBy(Register register, LocalDate today) {
        return new Screener(catalog, model, ProtectedMatters.of(register, today));
    }

    /// What this screener knows to be protected.
    public ProtectedMatters matters() {
        return matters;
    }

    /// Where a conversation stands between two messages: all that the next step needs.
    ///
    /// @param messages how many have been read
    /// @param last     time of the last message that told one
    /// @param memory   context phrases said
    /// @param phase    the belief and what was seen
    /// @param shown    what findings have shown so far
    public record Standing(
            int messages,
            @Nullable OffsetDateTime last,
            IndicatorMatcher.Memory memory,
            PhaseModel.State phase,
            ConcernPolicy.Shown shown) {}

    /// One message read, and where the conversation stands after it.
    public record Step(ScreenedMessage message, Standing standing) {}

    /// The standing before the first message.
    public Standing start() {
        return new Standing(0, null, IndicatorMatcher.Memory.EMPTY, phases.start(), ConcernPolicy.Shown.NOTHING);
    }

    /// Reads one more message: the fold that all shells share.
    public Step step(Standing standing, Message message) {
        NormalText text = NormalText.of(message.text());
        IndicatorMatcher.Result words = matcher.match(standing.memory, standing.messages, message.from(), text);
        Heads.Reading reading = model.heads().read(message.from(), text);
        List<Match> matches = matters.added(words.matches(), message);
        PhaseModel.Sighting seen = sightings.of(message.from(), matches, reading);
        PhaseModel.State phase = phases.step(standing.phase, seen, gap(standing.last, message.at()));
        double moved = logOdds(phases.belief(phase)) - logOdds(phases.belief(standing.phase));
        List<Finding> findings = findings(message.from(), text, matches, reading.logOdds(), moved);
        ConcernPolicy.Shown shown = standing.shown.and(standing.messages, findings);
        if (shown.plain() && !standing.shown.plain()) phase = phase.plainly();
        PhaseBelief belief = phases.belief(phase);
        ScreenedMessage screened = new ScreenedMessage(
                message.from(),
                act(message.from(), reading.logOdds(), belief),
                belief,
                policy.concern(belief, shown),
                findings);
        OffsetDateTime last = message.at() == null ? standing.last : message.at();
        return new Step(screened, new Standing(standing.messages + 1, last, words.memory(), phase, shown));
    }

    private static double logOdds(PhaseBelief belief) {
        return Math.log((belief.approach() + 1e-9) / (belief.none() + 1e-9));
    }

    /// Screens a whole conversation.
    public Screening screen(Conversation conversation) {
        if (conversation.messages().stream().noneMatch(message -> message.from() == Speaker.CONTACT)) {
            return new NotScreened(conversation, Reason.of("no-contact-message"));
        }
        Standing standing = start();
        List<ScreenedMessage> messages = new ArrayList<>(conversation.messages().size());
        for (Message message : conversation.messages()) {
            Step step = step(standing, message);
            messages.add(step.message);
            standing = step.standing;
        }
        return summed(conversation, messages);
    }

    private static Screened summed(Conversation conversation, List<ScreenedMessage> messages) {
        Concern concern = Concern.NONE;
        Phase phase = Phase.NONE;
        double probability = 0;
        Integer alarmAt = null;
        for (int i = 0; i < messages.size(); i++) {
            ScreenedMessage message = messages.get(i);
            if (message.concern().compareTo(concern) > 0) concern = message.concern();
            Phase held = message.belief().held();
            if (held.compareTo(phase) > 0) phase = held;
            probability = Math.max(probability, message.belief().approach());
            if (alarmAt == null && message.concern().compareTo(Concern.VERIFY) >= 0) alarmAt = i;
        }
        return new Screened(conversation, concern, phase, probability, alarmAt, messages);
    }

    private static Duration gap(@Nullable OffsetDateTime before, @Nullable OffsetDateTime now) {
        if (before == null || now == null || now.isBefore(before)) return Duration.ZERO;
        return Duration.between(before, now);
    }

    /// What the message itself does: the deepest phase that its head is sure of, where the belief is not
    /// that this is no approach at all.
    private Phase act(Speaker from, double[] logOdds, PhaseBelief belief) {
        if (from == Speaker.WORKER || belief.approach() < model.thresholds().notice()) return Phase.NONE;
        for (int phase = 3; phase >= 1; phase--) {
            if (logOdds[phaseHeads[phase]] >= model.thresholds().act()) return Phase.values()[phase];
        }
        return Phase.NONE;
    }

    /// What is shown of a message: what its words match, what heads are sure enough of, and, where the message moved
    /// the belief and neither says why, what it most looks like.
    private List<Finding> findings(Speaker from, NormalText text, List<Match> matches, double[] logOdds, double moved) {
        List<Finding> findings = new ArrayList<>();
        Set<String> shown = new TreeSet<>();
        for (Match match : matches) {
            shown.add(match.indicator());
            findings.add(new Finding(
                    match.indicator(), match.start(), match.end(), strength(match.indicator()), ReadBy.WORDS));
        }
        List<Heads.Head> heads = model.heads().heads();
        for (int i = 0; i < heads.size(); i++) {
            Heads.Head head = heads.get(i);
            if (head.from() != from || logOdds[i] < head.threshold() || !shown.add(head.name())) continue;
            findings.add(byModel(i, text, logOdds[i]));
        }
        if (moved >= MOVED
                && findings.stream().noneMatch(finding -> finding.indicator().startsWith("P"))) {
            int most = mostLike(logOdds);
            if (most >= 0) findings.add(byModel(most, text, logOdds[most]));
        }
        findings.removeIf(finding -> finding.end() <= finding.start());
        findings.sort(Comparator.comparingInt(Finding::start).thenComparing(Finding::indicator));
        return findings;
    }

    /// A message that raises the log-odds of an approach by this much has to be explained.
    private static final double MOVED = 0.7;

    /// An act is named only where the message raises its own log-odds by this much.
    private static final double LIKE = 1.5;

    private int mostLike(double[] logOdds) {
        List<Heads.Head> heads = model.heads().heads();
        int most = -1;
        double best = LIKE;
        for (int i = 0; i < heads.size(); i++) {
            double raised = logOdds[i] - model.heads().bias(i);
            if (heads.get(i).name().startsWith("P") && raised > best) {
                best = raised;
                most = i;
            }
        }
        return most;
    }

    private Finding byModel(int head, NormalText text, double logOdds) {
        String id = model.heads().heads().get(head).name();
        int[] span = model.heads().evidence(head, text);
        return new Finding(id, span[0], span[1], strength(id) * Sightings.probability(logOdds), ReadBy.MODEL);
    }

    private double strength(String indicator) {
        return catalog.find(indicator).map(found -> found.strength().value()).orElse(0.0);
    }

    /// The probability from which on concern may reach `verify`.
    public double verifyThreshold() {
        return model.thresholds().verify();
    }

    /// The indicators this screener knows.
    public IndicatorCatalog catalog() {
        return catalog;
    }
}
