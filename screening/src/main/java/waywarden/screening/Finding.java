package waywarden.screening;

/// An indicator seen in a message: a suggestion until the person confirms it.
///
/// @param indicator its id
/// @param start     first character of the evidence in the message's text
/// @param end       after the last; start < end <= text length
/// @param strength  how telling, from 0 to 1
/// @param readBy    whether words or the trained model found it
public record Finding(
        String indicator, int start, int end, double strength, waywarden.indicator.Indicator.ReadBy readBy) {}
