package waywarden.delivery.channel;

/// How a letter would look.
///
/// @param title     a subject, a first line; empty where the channel has none
/// @param body      in plain text
/// @param length    as the channel counts it
/// @param limit     the channel's own; 0 where it has none
/// @param shortened whether something had to be left out
public record Preview(String title, String body, int length, int limit, boolean shortened) {

    /// Says nothing of what is in it.
    @Override
    public String toString() {
        return "Preview[" + length + " of " + limit + "]";
    }
}
