package waywarden.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import waywarden.advisory.feed.FeedCall;
import waywarden.page.Means.Fetched;
import waywarden.page.Means.Fetching;
import waywarden.result.Texts;

/// Fetches a feed for the page in a process of its own, so that the page itself calls nobody.
final class FeedProcess implements Fetching {

    private static final int MOST_OUTPUT = 1 << 16;

    @Override
    public Fetched fetch(String address, Path folder, Texts texts) throws IOException {
        FeedCall call = new FeedCall(System.getProperty("java.class.path"), texts.language(), MOST_OUTPUT);
        try {
            FeedCall.Answer answer = call.ask(address, folder, List.of("--caller", "PAGE"));
            return new Fetched(answer.exit() == Command.ALL_READ, answer.lines());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Fetched(false, List.of());
        }
    }
}
