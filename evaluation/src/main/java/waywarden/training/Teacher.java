package waywarden.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import waywarden.evaluation.SentenceModel;
import waywarden.evaluation.SentenceVectors;

/// What knows more of a language than the corpus can tell: a vector for a text, near to those of texts that mean much
/// the same. Needed in training alone; what is learnt of it is in the weights of grams.
public interface Teacher extends AutoCloseable {

    /// Languages it can read, in order.
    Set<String> languages();

    /// @param language one of [#languages]
    /// @return a vector for each text, all of one length
    List<float[]> vectors(String language, Collection<String> texts);

    @Override
    void close();

    /// Nothing is known beside the corpus.
    Teacher NONE = new Teacher() {
        @Override
        public Set<String> languages() {
            return Set.of();
        }

        @Override
        public List<float[]> vectors(String language, Collection<String> texts) {
            throw new IllegalArgumentException(language);
        }

        @Override
        public void close() {}
    };

    /// The sentence encoders, for the languages there are some of.
    ///
    /// @param cache folder for their vectors, which hold no text
    static Teacher encoders(Path cache) throws IOException {
        Map<String, SentenceVectors> byLanguage = new TreeMap<>(Map.of(
                "en", SentenceVectors.in(cache, SentenceModel.MINI_LM),
                "zh", SentenceVectors.in(cache, SentenceModel.BGE_SMALL_ZH)));
        return new Teacher() {
            @Override
            public Set<String> languages() {
                return byLanguage.keySet();
            }

            @Override
            public List<float[]> vectors(String language, Collection<String> texts) {
                SentenceVectors encoder = byLanguage.get(language);
                if (encoder == null) throw new IllegalArgumentException(language);
                encoder.prepare(texts);
                return texts.stream().map(encoder::of).toList();
            }

            @Override
            public void close() {
                byLanguage.values().forEach(SentenceVectors::close);
            }
        };
    }
}
