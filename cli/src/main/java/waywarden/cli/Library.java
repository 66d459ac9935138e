package waywarden.cli;

import java.nio.file.Path;
import java.util.List;
import waywarden.conversation.Conversation;
import waywarden.indicator.IndicatorCatalog;
import waywarden.intake.Export;
import waywarden.intake.Imported;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Progress;
import waywarden.screening.Screening;

/// What `screen` asks of the library, so that a test can look at the command alone.
interface Library {

    Imported read(List<Path> files, IntakeLimits limits, Progress progress);

    Imported read(Export export, IntakeLimits limits);

    /// Which of the names is the worker's, and with it the conversations.
    ///
    /// @param me names the person says are hers; empty to have it inferred
    Perspective.View seenBy(Imported imported, List<String> me);

    Screening screen(Conversation conversation);

    IndicatorCatalog catalog();
}
