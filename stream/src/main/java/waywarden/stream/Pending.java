package waywarden.stream;

import java.time.Instant;

/// A message that waits for others that may still come before it. The only state that has words in it, for as long as
/// the lateness of the settings.
///
/// @param message as it came
/// @param time    by which it is put in its place: its own, or that of the one before it where it tells none
/// @param until   when it is screened at the latest, by the machine's clock, in milliseconds
public record Pending(IncomingMessage message, Instant time, long until) {}
