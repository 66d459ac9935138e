package waywarden.advisory.profile;

import java.util.List;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Finding;

/// Rules that a community adds to the standard.
public interface Profile {

    /// As the command line names it.
    String name();

    /// Whether a message says of itself that it follows this profile.
    boolean isNamedBy(Alert alert);

    List<Finding> check(Alert alert);
}
