package waywarden.delivery;

import waywarden.conversation.WaywardenException;

/// The database cannot be opened as the settings say; the sentence says why.
public final class UnusableDatabase extends WaywardenException {
    private static final long serialVersionUID = 1L;

    UnusableDatabase(String sentence) {
        super(sentence);
    }

    UnusableDatabase(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
