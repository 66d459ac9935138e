package waywarden.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Message;
import waywarden.screening.Concern;
import waywarden.screening.Finding;
import waywarden.screening.Screener;
import waywarden.screening.Screener.Step;

/// Screening's fold as a keyed function: puts a conversation's messages in the order of their times, moves its
/// standing on by each, and tells what was found.
///
/// A message waits until no earlier one can come within the lateness: until the watermark has passed its time, or
/// until the lateness has gone by on the machine's clock, whichever is sooner. One that comes after a later one of
/// its conversation was screened is screened at once, as if it told no time, and said to be late: no word is left
/// unread.
final class ScreeningFunction extends KeyedProcessFunction<String, IncomingMessage, Outcome> {

    private static final long serialVersionUID = 1L;

    static final OutputTag<Fault> FAULTS = new OutputTag<>("faults", TypeInformation.of(Fault.class));

    private final StreamSettings settings;
    private final ScreenerSource source;

    private transient Screener screener;
    private transient Vocabulary vocabulary;
    private transient ValueState<ConversationState> conversation;
    private transient ListState<Pending> waiting;
    private transient StreamMetrics metrics;

    @SuppressWarnings("NullAway.Init") // Flink calls `open` before anything else.
    ScreeningFunction(StreamSettings settings, ScreenerSource source) {
        this.settings = settings;
        this.source = source;
    }

    @Override
    public void open(OpenContext context) {
        screener = source.screener();
        vocabulary = Vocabulary.of(screener);
        conversation = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("conversation", new ConversationStateSerializer(vocabulary)));
        waiting = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("waiting", TypeInformation.of(Pending.class)));
        metrics = new StreamMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(IncomingMessage message, Context context, Collector<Outcome> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        ConversationState state = touched(message, now, context);
        Instant time = message.at() == null ? state.newest() : message.at();
        Instant newest = state.newest();
        if (newest != null && time != null && time.isBefore(newest)) metrics.outOfOrder.inc();
        state = state.touched(newest == null || (time != null && time.isAfter(newest)) ? time : newest, now);
        if (time == null || isDue(time, context) || isLate(time, state)) {
            conversation.update(fold(state, message, time, context, out));
            return;
        }
        conversation.update(state);
        long until = now + settings.lateness().toMillis();
        waiting.add(new Pending(message, time, until));
        context.timerService().registerEventTimeTimer(time.toEpochMilli());
        context.timerService().registerProcessingTimeTimer(until);
    }

    private ConversationState touched(IncomingMessage message, long now, Context context) throws Exception {
        ConversationState known = conversation.value();
        if (known != null) return known.in(vocabulary);
        metrics.begun.inc();
        long expires = now + settings.idle().toMillis();
        context.timerService().registerProcessingTimeTimer(expires);
        return new ConversationState(
                vocabulary, screener.start(), Concern.NONE, Concern.NONE, message.at(), now, expires);
    }

    private boolean isDue(Instant time, Context context) {
        return settings.lateness().isZero()
                || time.toEpochMilli() <= context.timerService().currentWatermark();
    }

    private static boolean isLate(@Nullable Instant time, ConversationState state) {
        var last = state.standing().last();
        return time != null && last != null && time.isBefore(last.toInstant());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Outcome> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        screenDue(now, context, out);
        ConversationState state = conversation.value();
        if (state == null || now < state.expires()) return;
        long idleAt = state.touched() + settings.idle().toMillis();
        if (now >= idleAt) {
            metrics.expired.inc();
            out.collect(new Outcome(context.getCurrentKey(), OutcomeJson.expired(context.getCurrentKey(), state)));
            conversation.clear();
        } else {
            context.timerService().registerProcessingTimeTimer(idleAt);
            conversation.update(state.expiring(idleAt));
        }
    }

    /// Screens what need not wait any longer, and what has to come before it.
    private void screenDue(long now, OnTimerContext context, Collector<Outcome> out) throws Exception {
        List<Pending> all = new ArrayList<>();
        for (Pending pending : waiting.get()) all.add(pending);
        if (all.isEmpty()) return;
        all.sort(Comparator.comparing(Pending::time)
                .thenComparing(pending -> pending.message().number()));
        long watermark = context.timerService().currentWatermark();
        int due = 0;
        for (int i = 0; i < all.size(); i++) {
            Pending pending = all.get(i);
            if (pending.time().toEpochMilli() <= watermark || pending.until() <= now) due = i + 1;
        }
        ConversationState state = conversation.value();
        if (due == 0 || state == null) return;
        state = state.in(vocabulary);
        for (Pending pending : all.subList(0, due)) {
            state = fold(state, pending.message(), pending.time(), context, out);
        }
        conversation.update(state);
        waiting.update(all.subList(due, all.size()));
    }

    private ConversationState fold(
            ConversationState state,
            IncomingMessage incoming,
            @Nullable Instant time,
            Context context,
            Collector<Outcome> out) {
        boolean late = isLate(time, state);
        if (late) metrics.late.inc();
        Message message = incoming.message();
        Message placed = late ? new Message(null, message.from(), message.text(), message.place()) : message;
        long begun = System.nanoTime();
        Step step = step(state, placed, context);
        if (step == null) return state;
        metrics.screened(System.nanoTime() - begun);
        Concern concern = step.message().concern();
        List<Finding> findings = step.message().findings();
        metrics.told(state.concern(), concern, findings.size());
        if (settings.everyMessage() || !findings.isEmpty() || concern != state.concern() || late) {
            String key = context.getCurrentKey();
            int number = state.standing().messages();
            String json = OutcomeJson.message(key, number, incoming.at(), step.message(), state.concern(), late);
            out.collect(new Outcome(key, json));
        }
        return state.folded(step.standing(), concern);
    }

    /// A message on which the screener fails costs that message and not the job, which would meet it again and again.
    private @Nullable Step step(ConversationState state, Message message, Context context) {
        try {
            return screener.step(state.standing(), message);
        } catch (RuntimeException | StackOverflowError e) {
            metrics.faults.inc();
            String reason = "The message could not be screened because of an error in this program ("
                    + e.getClass().getSimpleName() + ").";
            String where = context.getCurrentKey() + " after message "
                    + state.standing().messages();
            context.output(FAULTS, new Fault(where, reason));
            return null;
        }
    }
}
