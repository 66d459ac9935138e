package waywarden.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.head.Heads;
import waywarden.head.Recent;
import waywarden.indicator.IndicatorMatcher;
import waywarden.indicator.NormalText;
import waywarden.intake.Export;
import waywarden.intake.Imported;
import waywarden.intake.Intake;
import waywarden.intake.IntakeLimits;
import waywarden.phase.PhaseModel;
import waywarden.screening.Screener;
import waywarden.screening.Screener.Standing;
import waywarden.screening.Sightings;

/// One thread, one message after the other of the whole corpus: what each part of screening costs a message, all of it
/// together, and the slowest of a hundred messages.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 4)
@Measurement(iterations = 5, time = 3)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
public class ScreeningBench {

    private final Screener screener = Screener.bundled();
    private final IndicatorMatcher matcher = screener.catalog().matcher();
    private final Heads heads = screener.model().heads();
    private final PhaseModel phases = new PhaseModel(screener.model().phases());
    private final Sightings sightings = new Sightings(
            screener.model().phases().evidence(),
            screener.model().phases().contrasts().stream()
                    .map(PhaseModel.Contrast::head)
                    .toList(),
            heads);
    private final List<Message> messages = new ArrayList<>();
    private final List<NormalText> texts = new ArrayList<>();
    private final List<Boolean> first = new ArrayList<>();
    private Heads.Reading silent;
    private Export file;
    private int at;
    private Standing standing = screener.start();
    private PhaseModel.State phase = phases.start();

    @Setup
    public void read() throws IOException {
        for (Conversation conversation : CorpusMessages.conversations()) {
            boolean begins = true;
            for (Message message : conversation.messages()) {
                messages.add(message);
                texts.add(NormalText.of(message.text()));
                first.add(begins);
                begins = false;
            }
        }
        // Heads that say nothing, so that the phase model moves by words alone.
        double[] none = new double[heads.heads().size()];
        Arrays.fill(none, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < none.length; i++) {
            if (heads.heads().get(i).name().equals(PhaseModel.COURSE_HEAD)) none[i] = heads.bias(i);
        }
        silent = new Heads.Reading(none, 0, 0, new int[0]);
        file = Export.of("chat.txt", whatsApp().getBytes(StandardCharsets.UTF_8));
        if (Files.notExists(CorpusMessages.files().getFirst())) throw new IOException("run it in the repository");
    }

    /// The corpus as one WhatsApp chat.
    private String whatsApp() {
        StringBuilder text = new StringBuilder();
        int minute = 0;
        for (Message message : messages) {
            minute++;
            text.append(String.format(
                    "%02d/%02d/2025, %02d:%02d - %s: %s%n",
                    13 + minute / 1440 % 15,
                    1 + minute / 21_600 % 12,
                    minute / 60 % 24,
                    minute % 60,
                    message.from() == waywarden.conversation.Speaker.WORKER ? "Mira" : "Daniel",
                    message.text()));
        }
        return text.toString();
    }

    private int next() {
        at = at + 1 == messages.size() ? 0 : at + 1;
        return at;
    }

    @Benchmark
    public NormalText a_fold() {
        return NormalText.of(messages.get(next()).text());
    }

    @Benchmark
    public PhaseModel.State b_rulesAndPhaseStep() {
        int i = next();
        Message message = messages.get(i);
        if (first.get(i)) phase = phases.start();
        NormalText text = NormalText.of(message.text());
        IndicatorMatcher.Result found = matcher.match(IndicatorMatcher.Memory.EMPTY, i, message.from(), text);
        PhaseModel.Sighting seen = sightings.of(message.from(), found.matches(), silent);
        phase = phases.step(phase, seen, Duration.ofHours(1));
        return phase;
    }

    @Benchmark
    public Heads.Reading c_heads() {
        int i = next();
        return heads.read(messages.get(i).from(), texts.get(i), Recent.NOTHING);
    }

    @Benchmark
    @BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
    public Standing d_everything() {
        int i = next();
        if (first.get(i)) standing = screener.start();
        standing = screener.step(standing, messages.get(i)).standing();
        return standing;
    }

    /// A whole export of the corpus's 31,000 messages, in milliseconds.
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Imported e_importWhatsApp() {
        return Intake.read(file, IntakeLimits.DEFAULT);
    }
}
