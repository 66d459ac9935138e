package waywarden.screening;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import waywarden.conversation.WaywardenException;
import waywarden.head.Heads;
import waywarden.phase.PhaseModel;

/// The trained part of screening: the heads that read acts, the phase model, and the thresholds of
/// concern.
///
/// @param heads      read what a message does
/// @param phases     the fitted numbers of the phase model
/// @param message    tells what a single message does
/// @param thresholds from which probability on the person is told what
public record ScreeningModel(Heads heads, PhaseModel.Parameters phases, MessagePhase message, Thresholds thresholds) {

    /// Probabilities of an approach from which on concern may reach a level; chosen on ordinary
    /// conversations, for at most one alarm in a thousand.
    ///
    /// @param verify where an approach is told from its look-alikes best; no alarm below it
    /// @param alarm  what an alarm takes that rests on the fewest signs, none in plain words; more signs, and plain
    ///               words, lower it ([ConcernPolicy])
    public record Thresholds(double notice, double verify, double alarm, double stop) {}

    /// The readable part of the model as its file holds it; [FittedFile] reads it.
    private record Fitted(String about, PhaseModel.Parameters phases, MessagePhase message, Thresholds thresholds) {}

    private static final String FOLDER = "/waywarden/model/";

    /// The model that the library carries.
    public static ScreeningModel bundled() {
        try (InputStream heads = resource("heads.bin.gz");
                InputStream phases = resource("phases.json")) {
            return read(heads, phases);
        } catch (IOException e) {
            throw new WaywardenException("The model in the library cannot be read; install Waywarden again.", e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        @Nullable InputStream in = ScreeningModel.class.getResourceAsStream(FOLDER + name);
        if (in == null) throw new IOException(name + " is missing");
        return in;
    }

    /// @param heads  gzipped, as `waywarden train` writes it
    /// @param phases JSON
    /// @throws IOException if either is not as it should be
    public static ScreeningModel read(InputStream heads, InputStream phases) throws IOException {
        FittedFile readable = FittedFile.read(phases);
        Heads read = Heads.read(new BufferedInputStream(new GZIPInputStream(heads, 1 << 16), 1 << 16));
        return new ScreeningModel(read, readable.phases(), readable.message(), readable.thresholds());
    }

    /// Writes the readable part; the same model gives the same bytes.
    public void writePhases(OutputStream out, String about) throws IOException {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        out.write(json.writeValueAsBytes(new Fitted(about, phases, message, thresholds)));
        out.write('\n');
    }
}
