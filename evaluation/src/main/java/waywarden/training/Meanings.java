package waywarden.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;
import waywarden.evaluation.Labelled;

/// What the teacher says that messages mean: its vectors, less their mean, along the directions in which they differ
/// most (principal components), and about as long as 1. Each language has numbers of its own.
final class Meanings {

    /// Numbers a language. Half of them tell as much of single messages, and less of whole conversations.
    static final int EACH = 96;

    /// One message's.
    ///
    /// @param language its place among the teacher's
    record Meaning(int language, float[] values) {}

    private final List<String> languages;
    private final Map<String, Map<String, Meaning>> known = new HashMap<>();

    private Meanings(List<String> languages) {
        this.languages = languages;
    }

    /// Those of all messages in the teacher's languages.
    static Meanings of(List<Labelled> conversations, Teacher teacher) {
        Meanings meanings = new Meanings(List.copyOf(teacher.languages()));
        for (String language : meanings.languages) meanings.learn(language, conversations, teacher);
        return meanings;
    }

    private void learn(String language, List<Labelled> conversations, Teacher teacher) {
        Set<String> distinct = new LinkedHashSet<>();
        for (Labelled labelled : conversations) {
            if (!language.equals(labelled.conversation().lang())) continue;
            labelled.conversation().messages().forEach(message -> distinct.add(message.text()));
        }
        if (distinct.size() <= EACH) return;
        List<String> texts = new ArrayList<>(distinct);
        float[][] shortened = principal(teacher.vectors(language, texts));
        Map<String, Meaning> byText = new HashMap<>();
        for (int i = 0; i < shortened.length; i++) {
            byText.put(texts.get(i), new Meaning(languages.indexOf(language), shortened[i]));
        }
        known.put(language, byText);
    }

    /// Numbers of all languages together.
    int dimensions() {
        return languages.size() * EACH;
    }

    @Nullable
    Meaning of(@Nullable String language, String text) {
        return language == null ? null : known.getOrDefault(language, Map.of()).get(text);
    }

    private static float[][] principal(List<float[]> vectors) {
        int size = vectors.getFirst().length;
        double[] mean = new double[size];
        for (float[] vector : vectors) for (int d = 0; d < size; d++) mean[d] += vector[d] / vectors.size();
        DMatrixRMaj centred = new DMatrixRMaj(vectors.size(), size);
        for (int i = 0; i < vectors.size(); i++) {
            for (int d = 0; d < size; d++) centred.set(i, d, vectors.get(i)[d] - mean[d]);
        }
        DMatrixRMaj along = new DMatrixRMaj(vectors.size(), EACH);
        CommonOps_DDRM.multTransB(centred, directions(centred), along);
        double length = 0;
        for (int i = 0; i < along.numRows; i++) length += Math.sqrt(squares(along, i)) / along.numRows;
        float[][] shortened = new float[along.numRows][EACH];
        for (int i = 0; i < along.numRows; i++) {
            for (int d = 0; d < EACH; d++) shortened[i][d] = (float) (along.get(i, d) / length);
        }
        return shortened;
    }

    private static double squares(DMatrixRMaj matrix, int row) {
        double squares = 0;
        for (int d = 0; d < matrix.numCols; d++) squares += matrix.get(row, d) * matrix.get(row, d);
        return squares;
    }

    /// The directions of greatest variance, one a row.
    private static DMatrixRMaj directions(DMatrixRMaj centred) {
        DMatrixRMaj variance = new DMatrixRMaj(centred.numCols, centred.numCols);
        CommonOps_DDRM.multTransA(centred, centred, variance);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(variance.numRows, true, true);
        if (!eigen.decompose(variance)) throw new IllegalStateException("a symmetric matrix has eigenvectors");
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < eigen.getNumberOfEigenvalues(); i++) order.add(i);
        order.sort((a, b) -> Double.compare(
                eigen.getEigenvalue(b).getReal(), eigen.getEigenvalue(a).getReal()));
        DMatrixRMaj directions = new DMatrixRMaj(EACH, variance.numCols);
        for (int row = 0; row < EACH; row++) {
            DMatrixRMaj direction = eigen.getEigenVector(order.get(row));
            for (int d = 0; d < directions.numCols; d++) directions.set(row, d, direction.get(d));
        }
        return directions;
    }
}
