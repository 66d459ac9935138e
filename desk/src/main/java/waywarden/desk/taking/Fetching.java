package waywarden.desk.taking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Asks a feed for what is new and puts it into a folder, within bounds of time and size.
public interface Fetching {

    /// @return sentences on what was found and what is wrong, in the order they are to be read
    Fetched fetch(Source source, Path folder) throws IOException, InterruptedException;

    /// What came of asking.
    ///
    /// @param reached whether the feed answered as one; not whether each of its warnings could be read
    record Fetched(boolean reached, List<String> said) {
        public Fetched {
            said = List.copyOf(said);
        }
    }
}
