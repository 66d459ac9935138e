package waywarden.indicator;

/// An indicator's words found in a message.
///
/// @param indicator its id
/// @param start     first character of the evidence in the message's own text
/// @param end       after the last
public record Match(String indicator, int start, int end) {}
