package waywarden.stream;

/// Why a record, or part of one, was not screened. Never the record's words.
///
/// @param where  for the sender to find it again: `topic-partition@offset`, a file, or a conversation
/// @param reason a sentence in English
public record Fault(String where, String reason) {}
