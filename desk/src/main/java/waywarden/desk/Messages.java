package waywarden.desk;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Reference;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.CapWriter;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.profile.WaywardenProfile;
import waywarden.advisory.template.Draft;
import waywarden.desk.Content.Sender;
import waywarden.desk.Warning.Kind;

/// The message that a warning of the desk becomes, and what is against a rule in it.
public final class Messages {

    private Messages() {}

    /// What would be issued.
    public record Written(Alert alert, byte[] bytes, List<Finding> findings) {
        public Written {
            findings = List.copyOf(findings);
        }

        public boolean accepted() {
            return findings.stream().noneMatch(Finding::refuses);
        }

        @Override
        public String toString() {
            return "Written[" + bytes.length + " bytes, " + findings.size() + " findings]";
        }
    }

    /// @param earlier the message it updates or withdraws; null for a new warning
    public static Written of(
            Kind kind, Content content, String identifier, Sender from, OffsetDateTime sent, @Nullable Alert earlier) {
        Alert alert;
        if (kind == Kind.CANCEL && earlier != null) {
            alert = Draft.cancel(earlier, identifier, sent, content.written());
        } else {
            Reference reference = earlier == null ? null : earlier.reference();
            alert = content.alert(identifier, from, sent, reference);
        }
        byte[] bytes = CapWriter.write(alert);
        CapReading reading = CapReader.read(bytes);
        List<Finding> findings = new ArrayList<>(reading.findings());
        Alert read = reading.alert();
        if (read != null) findings.addAll(new WaywardenProfile().check(read));
        return new Written(alert, bytes, findings);
    }
}
