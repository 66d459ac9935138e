package waywarden.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import waywarden.intake.Progress;
import waywarden.result.Quote;
import waywarden.result.TextWidth;
import waywarden.result.Texts;

/// Shows long work on standard error where that is a terminal: first the reading in bytes, then the screening in
/// messages. Work of less than a second shows nothing.
final class WorkProgress implements Progress, AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MEBI = 1L << 20;

    private final Surroundings surroundings;
    private final Texts texts;
    private final boolean graphic;
    private final long begun = System.nanoTime();
    private @Nullable ProgressBar bar;
    private String file = "";

    WorkProgress(Surroundings surroundings, Texts texts, Ink ink) {
        this.surroundings = surroundings;
        this.texts = texts;
        this.graphic = ink.graphic();
    }

    @Override
    public void file(String name) {
        file = TextWidth.cutStart(Quote.clean(name), 24);
    }

    @Override
    public void at(long bytes, long ofBytes, long messages) {
        ProgressBar shown = shown("progress.reading", " MiB", MEBI, bytes, ofBytes);
        if (shown == null) return;
        shown.maxHint(ofBytes).stepTo(bytes);
        shown.setExtraMessage(texts.say("messages.count", messages) + " " + file);
    }

    @Override
    public void done(long messages) {
        close();
    }

    /// So many of all messages have been screened.
    void screened(long messages, long ofMessages) {
        ProgressBar shown = shown("progress.screening", "", 1, messages, ofMessages);
        if (shown != null) shown.stepTo(messages);
    }

    private @Nullable ProgressBar shown(String task, String unit, long unitSize, long done, long most) {
        if (bar != null) return bar;
        if (!surroundings.terminals().err() || System.nanoTime() - begun < PATIENCE_NANOS) return null;
        PrintStream err = new PrintStream(surroundings.err(), true, surroundings.charset());
        bar = new ProgressBarBuilder()
                .setTaskName(texts.say(task))
                .setInitialMax(most)
                // The time left is reckoned from here on.
                .startsFrom(done, Duration.ofNanos(System.nanoTime() - begun))
                .setUnit(unit, unitSize)
                .setUpdateIntervalMillis(250)
                .setMaxRenderedLength(Math.max(40, surroundings.width() - 1))
                .setStyle(graphic ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(err, Math.max(40, surroundings.width() - 1)))
                .clearDisplayOnFinish()
                .build();
        return bar;
    }

    @Override
    public void close() {
        if (bar != null) bar.close();
        bar = null;
    }
}
