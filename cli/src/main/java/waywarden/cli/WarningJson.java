package waywarden.cli;

import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import waywarden.advisory.CheckedWarning;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.signature.SignatureVerdict;
import waywarden.cli.WarningFiles.CheckedFile;

/// Writes what was found in each file of warnings as one line of JSON.
final class WarningJson {

    /// The version of the shape; it changes only when a reader of the former could misread it.
    private static final int VERSION = 1;

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private WarningJson() {}

    static void write(OutputStream out, CheckedFile file, Locale locale) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberProperty("v", VERSION);
            json.writeStringProperty("file", file.name());
            json.writeBooleanProperty("accepted", file.accepted());
            json.writeStringProperty("kind", word(file.feed().kind()));
            findings(json, file.feed().findings(), locale);
            json.writeArrayPropertyStart("warnings");
            for (CheckedWarning warning : file.warnings()) warning(json, warning, locale);
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void warning(JsonGenerator json, CheckedWarning warning, Locale locale) {
        json.writeStartObject();
        Alert alert = warning.reading().alert();
        if (alert == null) {
            json.writeNullProperty("identifier");
        } else {
            json.writeStringProperty("identifier", alert.identifier());
            json.writeStringProperty("sender", alert.sender());
            json.writeStringProperty("version", alert.version().number());
        }
        json.writeBooleanProperty("accepted", warning.accepted());
        json.writeStringProperty("signature", word(warning));
        findings(json, warning.findings(), locale);
        json.writeEndObject();
    }

    private static String word(CheckedWarning warning) {
        return switch (warning.signature()) {
            case SignatureVerdict.Unsigned() -> "unsigned";
            case SignatureVerdict.Verified verified -> "verified";
            case SignatureVerdict.Bad bad -> "bad";
            case SignatureVerdict.NotVerifiable not -> "not-verifiable";
        };
    }

    private static void findings(JsonGenerator json, List<Finding> findings, Locale locale) {
        json.writeArrayPropertyStart("findings");
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringProperty("rule", finding.rule().id());
            json.writeStringProperty("weight", word(finding.rule().weight()));
            json.writeStringProperty("path", finding.path());
            json.writeNumberProperty("line", finding.line());
            json.writeStringProperty("says", finding.says(locale));
            json.writeStringProperty("mend", finding.mend(locale));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
