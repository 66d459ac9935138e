package waywarden.stream;

/// One line for the topic of results.
///
/// @param conversation the key
/// @param json         in the shape of `outcome.schema.json`
public record Outcome(String conversation, String json) {}
