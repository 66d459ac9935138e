package waywarden.delivery;

/// What issuing came to.
///
/// @param people whom the message concerns, or who have an earlier version of it
/// @param rows   planned, one for each of their channels
/// @param silent of the people, those with no channel at all; the desk has an alarm for each
/// @param before whether this very message had been issued already, and nothing was done
public record Issued(int people, int rows, int silent, boolean before) {}
