package waywarden.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.indicator.IndicatorCatalog;
import waywarden.intake.Export;
import waywarden.intake.Imported;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Perspective;
import waywarden.intake.Progress;
import waywarden.packed.Pack;
import waywarden.register.Register;
import waywarden.screening.ProtectedMatters;
import waywarden.screening.Screener;
import waywarden.screening.Screening;
import waywarden.screening.ScreeningModel;

/// The library as it is shipped. It is read while the command line and the exports are: that takes about as long.
final class BundledLibrary implements Library {

    /// What is found in all conversations of one command.
    private final Pack found = new Pack();

    private final CompletableFuture<Screener> reading = CompletableFuture.supplyAsync(
            () -> new Screener(IndicatorCatalog.bundled(), ScreeningModel.bundled()),
            task -> Thread.ofPlatform().daemon().name("library").start(task));

    private @Nullable Screener screener;

    @Override
    public Imported read(List<Path> files, IntakeLimits limits, Progress progress) {
        return Intake.read(files, limits, progress);
    }

    @Override
    public Imported read(Export export, IntakeLimits limits) {
        return Intake.read(export, limits);
    }

    @Override
    public Perspective.View seenBy(Imported imported, List<String> me) {
        return Perspective.of(imported.transcripts(), me);
    }

    @Override
    public List<Screening> screen(List<Conversation> conversations, Consumer<Screening> done) {
        return screener().screen(conversations, found, done);
    }

    private Screener screener() {
        Screener made = screener == null ? read() : screener;
        screener = made;
        return made;
    }

    private Screener read() {
        try {
            return reading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    @Override
    public void guard(Register register, LocalDate today) {
        screener = screener().guardedBy(register, today);
    }

    @Override
    public List<ProtectedMatters.Theme> themes(Screening.Screened screened) {
        return screener().matters().themes(screened);
    }

    @Override
    public IndicatorCatalog catalog() {
        return screener().catalog();
    }
}
