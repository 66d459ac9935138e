package waywarden.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What was measured: tables in the order in which they are shown.
public record EvaluationReport(List<Section> sections) {

    public EvaluationReport {
        sections = List.copyOf(sections);
    }

    /// One table or a few that belong together.
    public sealed interface Section permits Quality, Reliability, Fairness, FalseAlarms, Requests, Speeds {
        String title();
    }

    /// Detection, phases and earliness, for all conversations read and for parts of them.
    public record Quality(String title, List<Row> rows) implements Section {
        public Quality {
            rows = List.copyOf(rows);
        }
    }

    /// One detector on one set.
    ///
    /// @param setting           as in `Plan.Split`
    /// @param by                what the set is a part by: `all`, `language`, `channel`, `scenario` or `file`
    /// @param set               which part
    /// @param medianLength      messages in a conversation, at the median: the m of F-latency
    /// @param estimates         measures that are defined here; intervals by drawing pairs anew
    /// @param falseAlarms       alarms per 1,000 benign conversations, with an exact interval
    public record Row(
            String detector,
            String setting,
            String by,
            String set,
            int conversations,
            int approaches,
            double medianLength,
            Map<Measure, Estimate> estimates,
            Estimate falseAlarms) {
        public Row {
            Map<Measure, Estimate> ordered = new EnumMap<>(Measure.class);
            ordered.putAll(estimates);
            estimates = Collections.unmodifiableMap(ordered);
        }
    }

    /// Whether probabilities mean what they say, one table a detector and setting.
    public record Reliability(String title, List<DetectorBins> detectors) implements Section {
        public Reliability {
            detectors = List.copyOf(detectors);
        }
    }

    public record DetectorBins(String detector, String setting, List<Calibration.Bin> bins) {
        public DetectorBins {
            bins = List.copyOf(bins);
        }
    }

    /// How many results change where only names or countries do.
    public record Fairness(String title, List<FairnessRow> rows) implements Section {
        public Fairness {
            rows = List.copyOf(rows);
        }
    }

    /// @param swap    what was replaced
    /// @param touched conversations that hold such a word
    /// @param changed of them, whose alarm is raised or not where it was not or was, or whose phase reached differs
    /// @param share   changed of touched, with an exact interval
    public record FairnessRow(String detector, String setting, String swap, int touched, int changed, Estimate share) {}

    /// Alarms on ordinary conversations alone.
    public record FalseAlarms(String title, List<FalseAlarmRow> rows) implements Section {
        public FalseAlarms {
            rows = List.copyOf(rows);
        }
    }

    /// @param perThousand with an exact interval
    public record FalseAlarmRow(
            String detector, String set, String language, int conversations, int alarmed, Estimate perThousand) {}

    /// Requests for sensitive information, found message by message.
    public record Requests(String title, List<RequestRow> rows) implements Section {
        public Requests {
            rows = List.copyOf(rows);
        }
    }

    /// @param messages from the contact
    /// @param requests of them
    /// @param f1       of the class of requests
    public record RequestRow(
            String detector, int messages, int requests, Estimate f1, Estimate macroF1, Estimate auc) {}

    /// Measured times: they differ from run to run, unlike all else here.
    public record Speeds(String title, List<SpeedRow> rows) implements Section {
        public Speeds {
            rows = List.copyOf(rows);
        }
    }

    /// @param messages read
    /// @param seconds  it took, on one thread
    public record SpeedRow(String detector, int messages, double seconds) {
        public double messagesPerSecond() {
            return messages / seconds;
        }
    }

    /// This report, then the other's sections.
    public EvaluationReport plus(EvaluationReport other) {
        List<Section> all = new ArrayList<>(sections);
        all.addAll(other.sections);
        return new EvaluationReport(all);
    }
}
