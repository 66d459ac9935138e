package waywarden.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waywarden.screening.Answer;

/// What the worker can know of a contact beyond the conversation, and which indicator each answer is. Those asked of a
/// contact she knows ease; those that public guidance asks about a stranger's profile warn.
enum Knowledge {
    VERIFIED(Part.CONTACT, "C-01", "X-06"),
    EMPLOYER_KNOWS(Part.CONTACT, "C-02", null),
    STAFFED_OFFICE(Part.CONTACT, "C-04", null),
    I_BEGAN(Part.CONTACT, "C-06", null),
    VOUCHED(Part.CONTACT, "C-08", null),
    IDENTITY_WITHHELD(Part.PROFILE, "P2-13", null),
    HOLLOW_FIRM(Part.PROFILE, "X-02", null),
    PRIVATE_MAILBOX(Part.PROFILE, "X-03", null),
    DODGES_VERIFICATION(Part.PROFILE, "X-06", null),
    SEEN_ELSEWHERE(Part.PROFILE, "X-04", null),
    RENAMED(Part.PROFILE, "X-09", null),
    TOO_GOOD(Part.PROFILE, "P1-06", null);

    /// Where it is asked.
    enum Part {
        CONTACT,
        PROFILE
    }

    private final Part part;
    private final String yes;
    private final @Nullable String no;

    Knowledge(Part part, String yes, @Nullable String no) {
        this.part = part;
        this.yes = yes;
        this.no = no;
    }

    static List<Knowledge> of(Part part) {
        return Arrays.stream(values()).filter(known -> known.part == part).toList();
    }

    /// The indicator that an answer shows; nothing where it tells nothing.
    Optional<String> indicator(Answer answer) {
        return switch (answer) {
            case YES -> Optional.of(yes);
            case NO -> Optional.ofNullable(no);
            case NOT_SURE -> Optional.empty();
        };
    }

    /// As forms and files write it.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Knowledge> named(String word) {
        return Arrays.stream(values())
                .filter(known -> known.word().equals(word))
                .findFirst();
    }
}
