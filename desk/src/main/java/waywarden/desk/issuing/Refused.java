package waywarden.desk.issuing;

import java.util.List;
import waywarden.conversation.WaywardenException;

/// The desk does not do it; nothing has changed.
public final class Refused extends WaywardenException {
    private static final long serialVersionUID = 1L;

    /// What kind of refusal, for whoever asked by program.
    public enum Kind {
        /// There is no such thing.
        MISSING,
        /// Somebody else would have to do it.
        FORBIDDEN,
        /// Things are not such that it could be done, or have changed meanwhile.
        CONFLICT,
        /// What was written has a fault.
        FAULTY
    }

    private final Kind kind;
    private final String key;
    private final List<String> args;

    /// @param key of the sentence of the bundle that says why, after `refused.`
    public Refused(Kind kind, String key, String... args) {
        super("refused: " + key);
        this.kind = kind;
        this.key = key;
        this.args = List.of(args);
    }

    public Kind kind() {
        return kind;
    }

    public String key() {
        return "refused." + key;
    }

    public List<String> args() {
        return args;
    }
}
