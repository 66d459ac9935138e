package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waywarden.evaluation.LabelledFiles;
import waywarden.indicator.IndicatorCatalog;
import waywarden.phase.PhaseModel.Course;
import waywarden.training.ModelTraining.Part;

class ModelTrainingTest {

    @Test
    void whatIsLeftOutWeighsNothing() throws IOException {
        Path file = Path.of(System.getProperty("waywarden.root", "..")).resolve("corpus/cases.jsonl");
        ModelTraining training = ModelTraining.prepared(
                LabelledFiles.read(List.of(file)),
                Ordinary.NONE,
                IndicatorCatalog.bundled(),
                Teacher.NONE,
                ModelTraining.Options.DEFAULT);
        assertThat(training.fit().phases().course().trust()).isNotZero();
        assertThat(training.fit(Set.of(Part.COURSE)).phases().course()).isEqualTo(new Course(0, 0, 0));
        assertThat(training.fit(Set.of(Part.ACTS)).phases().evidence()).isEmpty();
        assertThat(training.fit(Set.of(Part.CONTRASTS)).phases().contrasts())
                .allMatch(contrast -> contrast.weight() == 0);
    }
}
