package waywarden.intake;

import java.util.Locale;
import java.util.Set;

/// The words by which programs, and people who paste a chat by hand, name the owner of the export.
public final class OwnerWords {

    private static final Set<String> WORDS = Set.of(
            "me", "myself", "you", "i", "我", "本人", "自己", "ich", "yo", "moi", "io", "eu", "ik", "jag", "jeg", "minä",
            "ja", "я", "ben", "saya", "自分", "私", "나", "أنا", "אני", "εγώ", "tôi", "ฉัน");

    private OwnerWords() {}

    public static boolean isOwner(String sender) {
        return WORDS.contains(sender.toLowerCase(Locale.ROOT));
    }
}
