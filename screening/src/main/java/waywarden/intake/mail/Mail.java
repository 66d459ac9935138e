package waywarden.intake.mail;

import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One mail, down to what screening needs of it.
///
/// @param line        the line of the export it begins in
/// @param id          its Message-ID, or the empty string
/// @param references  the Message-IDs it answers
/// @param subject     as written
/// @param at          by its own date
/// @param from        its sender's address in lower case
/// @param parties     the addresses of sender and recipients in lower case
/// @param list        the mailing list it came by
/// @param owner       the address that the mail itself shows to be the mailbox owner's
/// @param recipients  the addresses it came to, where it was received and by no list; else empty
/// @param text        what its sender wrote, without quotes
record Mail(
        long line,
        String id,
        Set<String> references,
        String subject,
        @Nullable OffsetDateTime at,
        String from,
        Set<String> parties,
        @Nullable String list,
        @Nullable String owner,
        Set<String> recipients,
        String text) {

    /// Says nothing of names or words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Mail[line " + line + "]";
    }
}
