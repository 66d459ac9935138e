package waywarden.screening;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.head.Heads;
import waywarden.indicator.Indicator;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.indicator.IndicatorCatalog;
import waywarden.indicator.IndicatorMatcher;
import waywarden.indicator.Match;
import waywarden.indicator.NormalText;
import waywarden.intake.Reason;
import waywarden.phase.Phase;
import waywarden.phase.PhaseModel;
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

    public Screener(IndicatorCatalog catalog, ScreeningModel model) {
        this.catalog = catalog;
        this.matcher = catalog.matcher();
        this.model = model;
        this.sightings = new Sightings(model.phases().evidence(), model.heads());
        this.phases = new PhaseModel(model.phases());
        this.policy = new ConcernPolicy(model.thresholds());
    }

    /// With the indicators and the model that the library carries.
    public static Screener bundled() {
        return new Screener(IndicatorCatalog.bundled(), ScreeningModel.bundled());
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
        double[] logOdds = reading.logOdds();
        PhaseModel.Sighting seen = sightings.of(message.from(), words.matches(), reading);
        PhaseModel.State phase = phases.step(standing.phase, seen, gap(standing.last, message.at()));
        List<Finding> findings = findings(message.from(), text, words.matches(), logOdds);
        ConcernPolicy.Shown shown = standing.shown.and(standing.messages, findings);
        ScreenedMessage screened = new ScreenedMessage(
                message.from(),
                act(message.from(), logOdds, phase),
                phase.belief(),
                policy.concern(phase.belief(), shown),
                findings);
        OffsetDateTime last = message.at() == null ? standing.last : message.at();
        return new Step(screened, new Standing(standing.messages + 1, last, words.memory(), phase, shown));
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
    private Phase act(Speaker from, double[] logOdds, PhaseModel.State state) {
        if (from == Speaker.WORKER
                || state.belief().approach() < model.thresholds().notice()) return Phase.NONE;
        Phase act = Phase.NONE;
        List<Heads.Head> heads = model.heads().heads();
        for (int i = 0; i < heads.size(); i++) {
            for (Phase phase : Phase.values()) {
                if (heads.get(i).name().equals("phase-" + phase.ordinal())
                        && logOdds[i] >= model.thresholds().act()
                        && phase.compareTo(act) > 0) {
                    act = phase;
                }
            }
        }
        return act;
    }

    private List<Finding> findings(Speaker from, NormalText text, List<Match> matches, double[] logOdds) {
        List<Finding> findings = new ArrayList<>();
        Set<String> byWords = new TreeSet<>();
        for (Match match : matches) {
            byWords.add(match.indicator());
            double strength = catalog.find(match.indicator())
                    .map(indicator -> indicator.strength().value())
                    .orElse(0.0);
            findings.add(new Finding(match.indicator(), match.start(), match.end(), strength, ReadBy.WORDS));
        }
        List<Heads.Head> heads = model.heads().heads();
        for (int i = 0; i < heads.size(); i++) {
            Heads.Head head = heads.get(i);
            if (head.from() != from || logOdds[i] < head.threshold() || byWords.contains(head.name())) continue;
            Indicator indicator = catalog.find(head.name()).orElse(null);
            if (indicator == null) continue;
            int[] span = model.heads().evidence(i, text);
            if (span[1] <= span[0]) continue;
            double strength = indicator.strength().value() * Sightings.probability(logOdds[i]);
            findings.add(new Finding(head.name(), span[0], span[1], strength, ReadBy.MODEL));
        }
        findings.sort(Comparator.comparingInt(Finding::start).thenComparing(Finding::indicator));
        return findings;
    }

    /// The probability from which on concern may reach `verify`.
    public double verifyThreshold() {
        return model.thresholds().verify();
    }

    /// The indicators this screener knows.
    public IndicatorCatalog catalog() {
        return catalog;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "Screener[%d indicators]", catalog.all().size());
    }
}
