package waywarden.desk.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import waywarden.advisory.signature.SigningKey;
import waywarden.delivery.Database;
import waywarden.delivery.Secrets;

/// Everything the service is started with.
///
/// @param data    its folder
/// @param secrets that addresses are sealed and answers are signed with
public record Setup(Path data, DeskFile file, SigningKey key, Database database, Secrets secrets, InstantSource clock) {

    /// Where its pages are reached, without a slash at its end.
    public String address() {
        URI address = file.publicAddress();
        return address == null ? "http://localhost:" + file.port() : address.toString();
    }

    /// Names nothing secret.
    @Override
    public String toString() {
        return "Setup[" + data + "]";
    }
}
