package waywarden.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import waywarden.conversation.Conversation;
import waywarden.indicator.IndicatorCatalog;
import waywarden.intake.Export;
import waywarden.intake.Imported;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Progress;
import waywarden.register.Register;
import waywarden.screening.ProtectedMatters;
import waywarden.screening.Screening;

/// What `screen` asks of the library, so that a test can look at the command alone.
interface Library {

    Imported read(List<Path> files, IntakeLimits limits, Progress progress);

    Imported read(Export export, IntakeLimits limits);

    /// Which of the names is the worker's, and with it the conversations.
    ///
    /// @param me names the person says are hers; empty to have it inferred
    Perspective.View seenBy(Imported imported, List<String> me);

    /// Screens all of them.
    ///
    /// @param done told of each as it is done, in order
    List<Screening> screen(List<Conversation> conversations, Consumer<Screening> done);

    IndicatorCatalog catalog();

    /// From now on screens with a register of protected matters.
    ///
    /// @param today entries that have expired before it no longer count
    default void guard(Register register, LocalDate today) {
        throw new UnsupportedOperationException("this library screens without a register");
    }

    /// What the register says of a conversation; empty without one.
    default List<ProtectedMatters.Theme> themes(Screening.Screened screened) {
        return List.of();
    }
}
