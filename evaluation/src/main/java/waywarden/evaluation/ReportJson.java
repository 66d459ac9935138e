package waywarden.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import waywarden.evaluation.EvaluationReport.DetectorBins;
import waywarden.evaluation.EvaluationReport.Fairness;
import waywarden.evaluation.EvaluationReport.FairnessRow;
import waywarden.evaluation.EvaluationReport.FalseAlarmRow;
import waywarden.evaluation.EvaluationReport.FalseAlarms;
import waywarden.evaluation.EvaluationReport.Quality;
import waywarden.evaluation.EvaluationReport.Reliability;
import waywarden.evaluation.EvaluationReport.RequestRow;
import waywarden.evaluation.EvaluationReport.Requests;
import waywarden.evaluation.EvaluationReport.Row;
import waywarden.evaluation.EvaluationReport.Section;
import waywarden.evaluation.EvaluationReport.SpeedRow;
import waywarden.evaluation.EvaluationReport.Speeds;

/// The report for machines: every measure of every part. What is not defined is null.
final class ReportJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportJson() {}

    static String text(EvaluationReport report) {
        ObjectNode root = object();
        root.put("v", 1);
        root.set("sections", array(report.sections(), ReportJson::section));
        return JSON.writeValueAsString(root) + "\n";
    }

    private static ObjectNode section(Section section) {
        ObjectNode node = object();
        node.put("title", section.title());
        switch (section) {
            case Quality quality -> put(node, "quality", array(quality.rows(), ReportJson::row));
            case Reliability reliability -> put(node, "reliability", array(reliability.detectors(), ReportJson::bins));
            case Fairness fairness -> put(node, "fairness", array(fairness.rows(), ReportJson::fairness));
            case FalseAlarms falseAlarms ->
                put(node, "false_alarms", array(falseAlarms.rows(), ReportJson::falseAlarms));
            case Requests requests -> put(node, "requests", array(requests.rows(), ReportJson::requests));
            case Speeds speeds -> put(node, "speed", array(speeds.rows(), ReportJson::speed));
        }
        return node;
    }

    private static void put(ObjectNode node, String kind, ArrayNode rows) {
        node.put("kind", kind);
        node.set("rows", rows);
    }

    private static ObjectNode row(Row row) {
        ObjectNode node = object();
        node.put("detector", row.detector());
        node.put("setting", row.setting());
        node.put("by", row.by());
        node.put("set", row.set());
        node.put("conversations", row.conversations());
        node.put("approaches", row.approaches());
        number(node, "median_length", row.medianLength());
        ObjectNode measures = node.putObject("measures");
        for (Map.Entry<Measure, Estimate> one : row.estimates().entrySet()) {
            measures.set(one.getKey().name().toLowerCase(Locale.ROOT), estimate(one.getValue()));
        }
        measures.set("alarms_per_1000_benign", estimate(row.falseAlarms()));
        return node;
    }

    private static ObjectNode bins(DetectorBins detector) {
        ObjectNode node = object();
        node.put("detector", detector.detector());
        node.put("setting", detector.setting());
        node.set("bins", array(detector.bins(), bin -> {
            ObjectNode one = object();
            number(one, "from", bin.from());
            number(one, "to", bin.to());
            one.put("conversations", bin.conversations());
            number(one, "said", bin.said());
            number(one, "were", bin.were());
            return one;
        }));
        return node;
    }

    private static ObjectNode fairness(FairnessRow row) {
        ObjectNode node = object();
        node.put("detector", row.detector());
        node.put("setting", row.setting());
        node.put("swapped", row.swap());
        node.put("touched", row.touched());
        node.put("changed", row.changed());
        node.set("share", estimate(row.share()));
        return node;
    }

    private static ObjectNode falseAlarms(FalseAlarmRow row) {
        ObjectNode node = object();
        node.put("detector", row.detector());
        node.put("set", row.set());
        node.put("language", row.language());
        node.put("conversations", row.conversations());
        node.put("alarmed", row.alarmed());
        node.set("per_1000", estimate(row.perThousand()));
        return node;
    }

    private static ObjectNode requests(RequestRow row) {
        ObjectNode node = object();
        node.put("detector", row.detector());
        node.put("messages", row.messages());
        node.put("requests", row.requests());
        node.set("f1", estimate(row.f1()));
        node.set("macro_f1", estimate(row.macroF1()));
        node.set("auc", estimate(row.auc()));
        return node;
    }

    private static ObjectNode speed(SpeedRow row) {
        ObjectNode node = object();
        node.put("detector", row.detector());
        node.put("messages", row.messages());
        number(node, "messages_per_second", row.messagesPerSecond());
        return node;
    }

    private static ObjectNode estimate(Estimate estimate) {
        ObjectNode node = object();
        number(node, "value", estimate.value());
        number(node, "low", estimate.low());
        number(node, "high", estimate.high());
        return node;
    }

    /// Six decimals are more than any interval here supports.
    private static void number(ObjectNode node, String key, double value) {
        if (Double.isNaN(value)) node.putNull(key);
        else node.put(key, Math.round(value * 1e6) / 1e6);
    }

    private static <T> ArrayNode array(List<T> values, Function<T, ObjectNode> toNode) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (T value : values) array.add(toNode.apply(value));
        return array;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
