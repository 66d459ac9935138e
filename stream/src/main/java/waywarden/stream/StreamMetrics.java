package waywarden.stream;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import waywarden.screening.Concern;

/// What the job counts, in the group `waywarden` of its operator.
final class StreamMetrics {

    /// The quantiles of a step are those of so many last messages.
    private static final int WINDOW = 1_000;

    final Counter begun;
    final Counter expired;
    final Counter late;
    final Counter outOfOrder;
    final Counter faults;
    private final Counter messages;
    private final Counter findings;
    private final Counter raised;
    private final Counter alarms;
    private final Histogram micros;

    StreamMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("waywarden");
        begun = group.counter("conversationsBegun");
        expired = group.counter("conversationsExpired");
        late = group.counter("messagesLate");
        outOfOrder = group.counter("messagesOutOfOrder");
        faults = group.counter("messagesNotScreened");
        messages = group.counter("messages");
        findings = group.counter("findings");
        raised = group.counter("concernRaised");
        alarms = group.counter("alarms");
        micros = group.histogram("stepMicroseconds", new DescriptiveStatisticsHistogram(WINDOW));
    }

    void screened(long nanos) {
        messages.inc();
        micros.update(nanos / 1_000);
    }

    void told(Concern before, Concern after, int found) {
        findings.inc(found);
        if (after.compareTo(before) > 0) raised.inc();
        if (after.compareTo(Concern.VERIFY) >= 0 && before.compareTo(Concern.VERIFY) < 0) alarms.inc();
    }
}
