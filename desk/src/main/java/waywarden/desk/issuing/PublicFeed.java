package waywarden.desk.issuing;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.feed.FeedWriter;
import waywarden.advisory.feed.FeedWriter.Head;
import waywarden.advisory.feed.FeedWriter.WrittenFeed;
import waywarden.desk.Warning;
import waywarden.desk.Warning.Issue;
import waywarden.desk.store.Warnings;

/// What everybody may read: the Atom feed of what is issued, and the messages themselves. Written anew
/// only when something more is out.
public final class PublicFeed {

    private final Warnings warnings;
    private final Head head;
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    private record Kept(int issued, WrittenFeed feed) {}

    /// @param address where the desk is reached, without a slash at its end
    public PublicFeed(Warnings warnings, String address, String sender, String name, OffsetDateTime started) {
        this.warnings = warnings;
        head = new Head("urn:waywarden:feed:" + sender, name, name, address + "/feed.atom", address + "/cap/", started);
    }

    public WrittenFeed feed() {
        int issued = warnings.countIssued();
        Kept known = kept.get();
        if (known != null && known.issued() == issued) return known.feed();
        List<CapReading> readings = warnings.issued().stream()
                .map(Warning::issue)
                .<CapReading>mapMulti((issue, next) -> {
                    if (issue != null) next.accept(read(issue));
                })
                .toList();
        WrittenFeed feed = FeedWriter.write(head, readings);
        kept.set(new Kept(issued, feed));
        return feed;
    }

    /// The very bytes that were signed.
    public Optional<byte[]> message(String file) {
        return warnings.capOf(file).map(cap -> cap.getBytes(StandardCharsets.UTF_8));
    }

    private static CapReading read(Issue issue) {
        return CapReader.read(issue.cap().getBytes(StandardCharsets.UTF_8));
    }
}
