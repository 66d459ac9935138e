package waywarden.stream;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/// Parts messages from records that are none.
final class ArrivalFunction extends ProcessFunction<Arrival, IncomingMessage> {

    private static final long serialVersionUID = 1L;

    private transient Counter faults = new SimpleCounter();

    @Override
    public void open(OpenContext context) {
        faults = getRuntimeContext().getMetricGroup().addGroup("waywarden").counter("recordsFaulty");
    }

    @Override
    public void processElement(Arrival arrival, Context context, Collector<IncomingMessage> out) {
        Fault fault = arrival.fault();
        IncomingMessage message = arrival.message();
        if (fault != null) {
            faults.inc();
            context.output(ScreeningFunction.FAULTS, fault);
        }
        if (message != null) out.collect(message);
    }
}
