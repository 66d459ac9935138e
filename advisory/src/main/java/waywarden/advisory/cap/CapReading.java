package waywarden.advisory.cap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of reading a message.
///
/// @param original the bytes as they were received: what a signature covers, and what is handed on
/// @param alert    null where the message cannot be told apart from others: no identifier, sender,
///                 time or kind
/// @param findings everything against a rule, in the order of the document
public record CapReading(byte[] original, @Nullable Alert alert, List<Finding> findings) {

    public CapReading {
        findings = List.copyOf(findings);
    }

    /// Whether the message holds to every rule that matters.
    public boolean accepted() {
        return alert != null && findings.stream().noneMatch(Finding::refuses);
    }

    @Override
    public String toString() {
        return "CapReading[" + original.length + " bytes, " + findings.size() + " findings]";
    }
}
