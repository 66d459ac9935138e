package waywarden.evaluation;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waywarden.conversation.WaywardenException;

/// Runs a sentence encoder on one text at a time: in a padded batch the int8 scales, and so a text's vector, would
/// depend on the others.
final class SentenceEncoder implements AutoCloseable {

    /// What MiniLM was trained to read; BGE takes more, which no message needs.
    private static final int LONGEST_TEXT = 256;

    /// Bytes; 3,600 were seen to work and 4,100 to crash.
    private static final int LONGEST_COMMAND_LINE = 3_600;

    private final SentenceModel model;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPiece wordPiece;

    private SentenceEncoder(SentenceModel model, OrtEnvironment environment, OrtSession session, WordPiece wordPiece) {
        this.model = model;
        this.environment = environment;
        this.session = session;
        this.wordPiece = wordPiece;
    }

    static SentenceEncoder load(SentenceModel model) {
        refuseLongCommandLine();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Callers bring their own threads; the runtime's would only spin beside them.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = environment.createSession(resource("/" + model.files() + ".onnx"), options);
            return new SentenceEncoder(model, environment, session, new WordPiece(vocabulary(model), LONGEST_TEXT));
        } catch (OrtException | IOException e) {
            throw new WaywardenException("The sentence encoder " + model.files() + " cannot be started.", e);
        }
    }

    /// ONNX Runtime 1.29 copies the command line into a buffer of a page and ends the whole process, with no
    /// word of why, where it does not fit: better to say so.
    private static void refuseLongCommandLine() {
        Path commandLine = Path.of("/proc/self/cmdline");
        try {
            if (Files.isReadable(commandLine) && Files.readAllBytes(commandLine).length > LONGEST_COMMAND_LINE) {
                throw new WaywardenException("The sentence encoder cannot start from a command line longer than "
                        + LONGEST_COMMAND_LINE + " bytes: give the class path as folder/* and files by their folder.");
            }
        } catch (IOException e) {
            // Where the system does not show it, the runtime does not read it either.
            return;
        }
    }

    static Map<String, Integer> vocabulary(SentenceModel model) throws IOException {
        JsonNode tokenizer = new JsonMapper().readTree(resource("/" + model.files() + "-tokenizer.json"));
        Map<String, Integer> vocabulary = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                tokenizer.get("model").get("vocab").properties()) {
            vocabulary.put(entry.getKey(), entry.getValue().asInt());
        }
        return vocabulary;
    }

    private static byte[] resource(String path) throws IOException {
        try (InputStream in = SentenceEncoder.class.getResourceAsStream(path)) {
            if (in == null) throw new IOException(path + " is not on the class path");
            return in.readAllBytes();
        }
    }

    /// Several threads may ask at once.
    float[] encode(String text) {
        long[] tokens = wordPiece.tokens(text);
        long[] ones = new long[tokens.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = tensor(tokens);
                OnnxTensor mask = tensor(ones);
                OnnxTensor types = tensor(new long[tokens.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            float[][][] states = (float[][][]) result.get(0).getValue();
            return normalised(sum(states[0]));
        } catch (OrtException e) {
            throw new WaywardenException("The sentence encoder " + model.files() + " failed on a message.", e);
        }
    }

    private OnnxTensor tensor(long[] row) throws OrtException {
        return OnnxTensor.createTensor(environment, new long[][] {row});
    }

    private float[] sum(float[][] states) {
        float[] sum = new float[model.dimensions()];
        for (float[] state : states) {
            for (int d = 0; d < sum.length; d++) sum[d] += state[d];
        }
        return sum;
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float x : vector) squares += (double) x * x;
        float length = (float) Math.sqrt(squares);
        if (length > 0) {
            for (int d = 0; d < vector.length; d++) vector[d] /= length;
        }
        return vector;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new WaywardenException("The sentence encoder " + model.files() + " cannot be closed.", e);
        }
    }
}
