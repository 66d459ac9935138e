package waywarden.advisory.feed;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule;

/// A document that holds warnings or leads to them, as it was read.
///
/// @param kind     of document
/// @param id       the feed's own; empty where it has none
/// @param findings what is wrong with the feed itself; the findings of a warning are with the warning
public record Feed(Kind kind, String id, String title, List<Entry> entries, List<Finding> findings) {

    /// The kinds of document that real publishers use.
    public enum Kind {
        /// One message alone.
        CAP,
        ATOM,
        RSS,
        /// EDXL Distribution Element 1.0.
        EDXL_DE,
        /// `<alerts>` around messages, which some publishers use and no standard knows.
        ALERTS
    }

    /// One entry.
    ///
    /// @param id      the entry's own; empty where it has none
    /// @param link    where its warning lies; null where it leads nowhere
    /// @param updated null where it does not say, or not readably
    /// @param warning the message within it; null where it only leads to one
    public record Entry(
            String id,
            String title,
            @Nullable String link,
            @Nullable OffsetDateTime updated,
            @Nullable CapReading warning) {
        @Override
        public String toString() {
            return "Entry[" + warning + "]";
        }
    }

    public Feed {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    /// Whether the feed and every warning in it hold to the rules that matter.
    public boolean accepted() {
        return findings.stream().noneMatch(Finding::refuses)
                && entries.stream()
                        .allMatch(entry ->
                                entry.warning() == null || entry.warning().accepted());
    }

    /// The warnings that lie in the feed itself.
    public List<CapReading> warnings() {
        return entries.stream()
                .map(Entry::warning)
                .<CapReading>mapMulti((warning, next) -> {
                    if (warning != null) next.accept(warning);
                })
                .toList();
    }

    static Feed refused(Rule rule, int line, Object... args) {
        return new Feed(Kind.CAP, "", "", List.of(), List.of(Finding.of(rule, "", line, args)));
    }

    @Override
    public String toString() {
        return "Feed[" + kind + ", " + entries.size() + " entries, " + findings.size() + " findings]";
    }
}
