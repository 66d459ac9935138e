package waywarden.desk;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import waywarden.result.Texts;

/// What a passphrase must be.
public final class Passphrases {

    /// Characters.
    public static final int SHORTEST = 12;

    /// Bytes that bcrypt reads; anything beyond would count for nothing.
    public static final int LONGEST = 72;

    private Passphrases() {}

    /// @return what is wrong with it, in a sentence; null where nothing is
    public static @Nullable String problem(String passphrase, Texts texts) {
        if (passphrase.codePointCount(0, passphrase.length()) < SHORTEST) {
            return texts.say("passphrase.short", SHORTEST);
        }
        boolean longer = passphrase.getBytes(StandardCharsets.UTF_8).length > LONGEST;
        return longer ? texts.say("passphrase.long", LONGEST) : null;
    }
}
