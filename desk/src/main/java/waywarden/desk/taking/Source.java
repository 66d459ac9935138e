package waywarden.desk.taking;

import java.net.URI;
import java.time.Duration;

/// A feed that the desk takes in.
///
/// @param name   as the desk's people call it
/// @param every  how often it is asked
/// @param plain  whether `http` will do
/// @param inside whether it may lie on this machine or in a private network
public record Source(String name, URI address, Duration every, boolean plain, boolean inside) {}
