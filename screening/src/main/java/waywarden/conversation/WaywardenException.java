package waywarden.conversation;

/// A broken set-up, said in a sentence for the person who can mend it. Never thrown for what an export
/// says.
public class WaywardenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WaywardenException(String sentence) {
        super(sentence);
    }

    public WaywardenException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
