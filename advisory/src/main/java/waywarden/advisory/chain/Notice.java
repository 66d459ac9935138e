package waywarden.advisory.chain;

import java.util.List;
import waywarden.advisory.cap.Alert;

/// One thing to show, with every message that says it.
///
/// @param lead what is shown
/// @param all  the messages of all issuers that say the same, the lead among them
public record Notice(Alert lead, List<Alert> all) {
    public Notice {
        all = List.copyOf(all);
    }
}
