package waywarden.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Third-party data that lies beside the repository and is no part of it.
public final class SharedData {

    private SharedData() {}

    /// The folder or file under `shared/data`; where it is absent the test is skipped and says so.
    public static Path at(String path) {
        Path found = Path.of(System.getProperty("waywarden.root", ".."), "..", "shared", "data")
                .resolve(path)
                .normalize();
        if (!Files.exists(found)) {
            String sentence = "Skipped: the third-party data " + path + " is not beside the repository.";
            System.out.println(sentence);
            Assumptions.abort(sentence);
        }
        return found;
    }
}
