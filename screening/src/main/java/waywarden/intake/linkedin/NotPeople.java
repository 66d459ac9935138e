package waywarden.intake.linkedin;

import java.util.Locale;
import java.util.Set;

/// Tells LinkedIn's own assistants, whose exchanges have the same columns, from people.
final class NotPeople {

    private static final Set<String> ASSISTANTS = Set.of(
            "linkedin assistant",
            "linkedin coach",
            "linkedin guide",
            "linkedin ai coach",
            "linkedin learning coach",
            "linkedin learning",
            "ai coach",
            "guide",
            "coach",
            "assistant");

    private NotPeople() {}

    /// Whether the export holds exchanges with an assistant as a whole: `guide_messages.csv`,
    /// `learning_role_play_messages.csv`, `learning_coach_messages.csv`.
    static boolean isNamedSo(String exportName) {
        String name = exportName.toLowerCase(Locale.ROOT);
        int folder = Math.max(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')), name.lastIndexOf('!'));
        String file = name.substring(folder + 1).replace(' ', '_').replace('-', '_');
        return file.contains("guide_messages")
                || file.contains("role_play_messages")
                || file.contains("coach_messages")
                || file.contains("ai_messages");
    }

    /// Whether a message comes from an assistant: one that bears its name and has no profile of a person.
    static boolean wrote(String from, String profile) {
        return ASSISTANTS.contains(from.toLowerCase(Locale.ROOT)) && !profile.contains("/in/");
    }
}
