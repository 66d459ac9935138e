package waywarden.screening;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.head.Heads;
import waywarden.head.Recent;
import waywarden.indicator.Indicator;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.indicator.IndicatorCatalog;
import waywarden.indicator.IndicatorMatcher;
import waywarden.indicator.Match;
import waywarden.indicator.NormalText;
import waywarden.intake.Reason;
import waywarden.packed.Pack;
import waywarden.packed.Packer;
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
        this.sightings = new Sightings(
                model.phases().evidence(),
                model.phases().contrasts().stream()
                        .map(PhaseModel.Contrast::head)
                        .toList(),
                model.heads());
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
    /// @param heard    what was said
    /// @param phase    the belief and what was seen
    /// @param shown    what findings have shown so far
    public record Standing(
            int messages,
            @Nullable OffsetDateTime last,
            Heard heard,
            PhaseModel.State phase,
            ConcernPolicy.Shown shown) {}

    /// What was said so far, as far as the next message is read by it.
    ///
    /// @param memory context phrases said
    /// @param recent what was said shortly before
    /// @param tails  the end of what each side said, where there is a register of protected matters
    public record Heard(IndicatorMatcher.Memory memory, Recent recent, ProtectedMatters.Tails tails) {
        public static final Heard NOTHING =
                new Heard(IndicatorMatcher.Memory.EMPTY, Recent.NOTHING, ProtectedMatters.Tails.EMPTY);
    }

    /// One message read, and where the conversation stands after it.
    public record Step(ScreenedMessage message, Standing standing) {}

    /// The standing before the first message.
    public Standing start() {
        return new Standing(0, null, Heard.NOTHING, phases.start(), ConcernPolicy.Shown.NOTHING);
    }

    /// Reads one more message: the fold that all shells share.
    public Step step(Standing standing, Message message) {
        return step(standing, look(standing.heard, standing.messages, message), Map.of());
    }

    /// What a message shows where it stands, whatever is believed of the contact: all of a step that takes time, and
    /// nothing that an answer of the worker's could change.
    ///
    /// @param message  what was read
    /// @param seen     evidence for the phase model
    /// @param findings in plain words, or of which the model is sure by itself
    /// @param odds     log-odds that the message's own phase is 1, 2, 3, at these places
    /// @param like     the head that it most looks like; negative where like none
    /// @param likeOdds log-odds of that head
    /// @param heard    what was said up to and with this message
    public record Look(
            Message message,
            PhaseModel.Sighting seen,
            List<Finding> findings,
            double[] odds,
            int like,
            double likeOdds,
            Heard heard) {
        public Look {
            findings = List.copyOf(findings);
        }

        /// The same without what was said before, for who has looked at what follows already: a third of the memory.
        public Look alone() {
            return new Look(message, seen, findings, odds, like, likeOdds, Heard.NOTHING);
        }
    }

    /// What a message shows by itself, whatever was said before: the greater part of a look, which may be worked out
    /// ahead and by another thread. To be used by one thread at a time.
    ///
    /// @param indicators as far as its words show them
    /// @param heads      as far as they read its words
    public record Glance(Message message, IndicatorMatcher.Words indicators, Heads.Words heads) {}

    /// Looks at one message by itself.
    public Glance glance(Message message) {
        NormalText text = NormalText.of(message.text());
        return new Glance(
                message, matcher.words(message.from(), text), model.heads().words(message.from(), text));
    }

    /// Looks at one message.
    ///
    /// @param heard  of the look before, or [Heard#NOTHING]
    /// @param number how many messages came before
    public Look look(Heard heard, int number, Message message) {
        return look(heard, number, glance(message));
    }

    /// The same where the message has been looked at by itself.
    public Look look(Heard heard, int number, Glance glance) {
        Message message = glance.message;
        IndicatorMatcher.Result words = matcher.match(heard.memory, number, glance.indicators);
        Heads.Reading reading = model.heads().read(glance.heads, heard.recent);
        List<Match> matches = matters.added(words.matches(), heard.tails, message);
        double[] logOdds = reading.logOdds();
        int like = mostLike(logOdds);
        return new Look(
                message,
                sightings.of(message.from(), matches, reading),
                findings(message.from(), glance.heads, matches, logOdds),
                ofPhases(logOdds),
                like,
                like < 0 ? 0 : logOdds[like],
                new Heard(
                        words.memory(),
                        reading.after(heard.recent, message.from()),
                        matters.after(heard.tails, message)));
    }

    /// No head reads phase 0.
    private double[] ofPhases(double[] logOdds) {
        double[] odds = new double[phaseHeads.length];
        for (int phase = 1; phase < odds.length; phase++) odds[phase] = logOdds[phaseHeads[phase]];
        return odds;
    }

    /// Goes on by a message looked at before.
    ///
    /// @param answers what the worker says of the findings in it, by indicator
    public Step step(Standing standing, Look look, Map<String, Answer> answers) {
        Message message = look.message;
        PhaseModel.State phase = answered(standing, look, answers);
        PhaseBelief belief = phases.belief(phase);
        double moved = logOdds(belief) - logOdds(phases.belief(standing.phase));
        List<Finding> findings = answered(shown(look, moved), answers);
        return stepped(standing, message, look.heard, phase, belief, findings, held -> act(look, held));
    }

    /// Where the contact stands after a message as the worker knows it. What she denies never raises the belief
    /// and what she confirms never lowers it: the fitted model may think otherwise of an act that is gone, since
    /// it weighs each among all others.
    private PhaseModel.State answered(Standing standing, Look look, Map<String, Answer> answers) {
        Duration gap = PhaseModel.gap(standing.last, look.message.at());
        PhaseModel.State stands = phases.step(standing.phase, look.seen, gap);
        if (answers.containsValue(Answer.NO)) {
            Map<String, Answer> denied = new HashMap<>(answers);
            denied.values().removeIf(answer -> answer == Answer.YES);
            PhaseModel.State without = phases.step(standing.phase, answered(look, denied), gap);
            if (belief(without) < belief(stands)) stands = without;
        }
        if (answers.containsValue(Answer.YES)) {
            PhaseModel.State with = phases.step(standing.phase, answered(look, answers), gap);
            if (belief(with) > belief(stands)) stands = with;
        }
        return stands;
    }

    private double belief(PhaseModel.State state) {
        return phases.belief(state).approach();
    }

    private PhaseModel.Sighting answered(Look look, Map<String, Answer> answers) {
        List<String> ids = look.findings.stream().map(Finding::indicator).toList();
        String like = look.like < 0 ? "" : model.heads().heads().get(look.like).name();
        return sightings.answered(look.seen, ids, like, answers);
    }

    /// Goes on by something that the worker knows of the contact from elsewhere. No message went by, so nothing but
    /// its likelihood counts: the stronger the indicator, the more.
    ///
    /// @param said how it is shown in the course of the conversation
    public Step told(Standing standing, Message said, String indicator) {
        Indicator known = catalog.find(indicator).orElseThrow();
        double ratio = TOLD * known.strength().value();
        boolean eases = known.kind() == Indicator.Kind.COUNTER;
        PhaseModel.State phase = eases
                ? phases.told(standing.phase, -ratio, -ratio, -ratio * TOLD_OF_EXPLOITATION)
                : phases.told(standing.phase, ratio, ratio, ratio);
        Finding finding =
                new Finding(indicator, 0, said.text().length(), known.strength().value(), ReadBy.WORDS);
        return stepped(
                standing, said, standing.heard, phase, phases.belief(phase), List.of(finding), held -> Phase.NONE);
    }

    /// Log-likelihood ratio of a fact told by the worker whose indicator is as strong as can be. Judged, not fitted: no
    /// corpus has such facts; one strong fact then weighs about as much as one very telling message.
    private static final double TOLD = 2;

    /// That someone is who he says he is does not make a demand for secrets innocent.
    private static final double TOLD_OF_EXPLOITATION = 0.25;

    private Step stepped(
            Standing standing,
            Message message,
            Heard heard,
            PhaseModel.State moved,
            PhaseBelief believed,
            List<Finding> findings,
            Function<PhaseBelief, Phase> act) {
        ConcernPolicy.Shown shown = standing.shown.and(standing.messages, findings);
        PhaseModel.State phase = shown.plain() && !standing.shown.plain() ? moved.plainly() : moved;
        PhaseBelief belief = shown.plain() ? phases.plainBelief(phase) : believed;
        ScreenedMessage screened =
                new ScreenedMessage(message.from(), act.apply(belief), belief, policy.concern(belief, shown), findings);
        OffsetDateTime last = message.at() == null ? standing.last : message.at();
        return new Step(screened, new Standing(standing.messages + 1, last, heard, phase, shown));
    }

    private static double logOdds(PhaseBelief belief) {
        return Math.log((belief.approach() + 1e-9) / (belief.none() + 1e-9));
    }

    /// Screens a whole conversation.
    public Screening screen(Conversation conversation) {
        return screen(conversation, new Pack());
    }

    /// Screens a whole conversation, be it larger than memory.
    ///
    /// @param pack where what is found lies; one for all conversations of a run
    public Screening screen(Conversation conversation, Pack pack) {
        if (!isScreened(conversation)) return notScreened(conversation);
        Iterator<Message> messages = conversation.messages().iterator();
        return screen(conversation, pack, () -> glance(messages.next()));
    }

    /// Screens conversations one after the other by all processors of the machine, where they are long enough for it:
    /// the same as [#screen(Conversation, Pack)] for each, in less time.
    ///
    /// @param pack where what is found lies
    /// @param done told of each conversation as it is done, in order
    public List<Screening> screen(List<Conversation> conversations, Pack pack, Consumer<Screening> done) {
        boolean[] isScreened = new boolean[conversations.size()];
        for (int i = 0; i < isScreened.length; i++) isScreened[i] = isScreened(conversations.get(i));
        List<Conversation> screened = IntStream.range(0, isScreened.length)
                .filter(i -> isScreened[i])
                .mapToObj(conversations::get)
                .toList();
        List<Screening> all = new ArrayList<>();
        try (Ahead ahead = ahead(screened)) {
            for (int i = 0; i < isScreened.length; i++) {
                Conversation conversation = conversations.get(i);
                Screening one = isScreened[i] ? screen(conversation, pack, ahead::next) : notScreened(conversation);
                all.add(one);
                done.accept(one);
            }
        }
        return all;
    }

    /// So few messages are read before threads would have begun.
    private static final int FEW = 2_000;

    /// Looks at all messages of these conversations ahead of who asks for them, one conversation after the other.
    public Ahead ahead(List<Conversation> conversations) {
        long messages =
                conversations.stream().mapToLong(c -> c.messages().size()).sum();
        int helpers = messages < FEW ? 0 : Runtime.getRuntime().availableProcessors() - 1;
        return new Ahead(this::glance, Ahead.inTurn(conversations), helpers);
    }

    private static boolean isScreened(Conversation conversation) {
        return conversation.messages().stream().anyMatch(message -> message.from() == Speaker.CONTACT);
    }

    private static NotScreened notScreened(Conversation conversation) {
        return new NotScreened(conversation, Reason.of("no-contact-message"));
    }

    private Screened screen(Conversation conversation, Pack pack, Supplier<Glance> glances) {
        Standing standing = start();
        Packer<ScreenedMessage> messages = new Packer<>(pack, MessagePacking.WHOLE);
        for (int left = conversation.messages().size(); left > 0; left--) {
            Look look = look(standing.heard, standing.messages, glances.get());
            Step step = step(standing, look, Map.of());
            messages.add(step.message);
            standing = step.standing;
        }
        return summed(conversation, messages.list(), 0);
    }

    /// What the steps come to.
    ///
    /// @param since the first message that counts; those before it were settled by what the worker told there
    public static Screened summed(Conversation conversation, List<ScreenedMessage> messages, int since) {
        Concern concern = Concern.NONE;
        double probability = 0;
        Integer alarmAt = null;
        for (int i = 0; i < messages.size(); i++) {
            ScreenedMessage message = messages.get(i);
            if (alarmAt == null && message.concern().compareTo(Concern.VERIFY) >= 0) alarmAt = i;
            if (i < since) continue;
            if (message.concern().compareTo(concern) > 0) concern = message.concern();
            probability = Math.max(probability, message.belief().approach());
        }
        if (concern.compareTo(Concern.VERIFY) < 0) alarmAt = null;
        Phase phase = messages.getLast().belief().held();
        return new Screened(conversation, concern, phase, probability, alarmAt, messages);
    }

    /// What the message itself does; the worker's are of no phase.
    private Phase act(Look look, PhaseBelief belief) {
        if (look.message.from() == Speaker.WORKER) return Phase.NONE;
        return model.message().of(look.odds, belief);
    }

    /// What its words match, and what heads are sure enough of.
    private List<Finding> findings(Speaker from, Heads.Words words, List<Match> matches, double[] logOdds) {
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
            findings.add(byModel(i, words, logOdds[i]));
        }
        return findings;
    }

    /// What is shown of a message: its findings, and, where it moved the belief and none of them says why, what it most
    /// looks like.
    private List<Finding> shown(Look look, double moved) {
        List<Finding> findings = new ArrayList<>(look.findings);
        boolean explained =
                findings.stream().anyMatch(finding -> finding.indicator().startsWith("P"));
        if (moved >= MOVED && !explained && look.like >= 0) {
            NormalText text = NormalText.of(look.message.text());
            findings.add(byModel(look.like, model.heads().words(look.message.from(), text), look.likeOdds));
        }
        findings.removeIf(finding -> finding.end() <= finding.start());
        findings.sort(Comparator.comparingInt(Finding::start).thenComparing(Finding::indicator));
        return findings;
    }

    /// What she denies is no finding; what she confirms is as sure as plain words.
    private List<Finding> answered(List<Finding> findings, Map<String, Answer> answers) {
        if (answers.isEmpty()) return findings;
        return findings.stream()
                .filter(finding -> answers.get(finding.indicator()) != Answer.NO)
                .map(finding -> answers.get(finding.indicator()) == Answer.YES ? confirmed(finding) : finding)
                .toList();
    }

    private Finding confirmed(Finding finding) {
        return new Finding(
                finding.indicator(), finding.start(), finding.end(), strength(finding.indicator()), ReadBy.WORDS);
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

    private Finding byModel(int head, Heads.Words words, double logOdds) {
        String id = model.heads().heads().get(head).name();
        int[] span = model.heads().evidence(head, words);
        return new Finding(id, span[0], span[1], strength(id, logOdds), ReadBy.MODEL);
    }

    /// How telling a finding of the model's is.
    private double strength(String indicator, double logOdds) {
        return strength(indicator) * Sightings.probability(logOdds);
    }

    private double strength(String indicator) {
        return catalog.find(indicator).map(found -> found.strength().value()).orElse(0.0);
    }

    /// The probability from which on concern may reach `verify`.
    public double verifyThreshold() {
        return model.thresholds().verify();
    }

    /// The trained part.
    public ScreeningModel model() {
        return model;
    }

    /// The indicators this screener knows.
    public IndicatorCatalog catalog() {
        return catalog;
    }
}
