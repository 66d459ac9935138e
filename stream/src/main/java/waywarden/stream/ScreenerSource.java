package waywarden.stream;

import java.io.Serializable;
import waywarden.screening.Screener;

/// Where a task gets its screener from: one a process, shared by its threads.
@FunctionalInterface
public interface ScreenerSource extends Serializable {

    Screener screener();

    /// With the indicators and the model that the library carries.
    ScreenerSource BUNDLED = () -> Bundled.SCREENER;

    /// Made when it is first asked for.
    final class Bundled {
        private static final Screener SCREENER = Screener.bundled();

        private Bundled() {}
    }
}
