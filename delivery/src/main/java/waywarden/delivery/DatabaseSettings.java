package waywarden.delivery;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where everything is kept.
///
/// @param url         `jdbc:sqlite:FILE` or `jdbc:postgresql://HOST:PORT/NAME`
/// @param user        of a server; null where the address says it or none is needed
/// @param password    of a server; null likewise
/// @param connections at most, held open at a time
public record DatabaseSettings(
        String url, @Nullable String user, @Nullable String password, int connections) {

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int FEW = 8;

    public DatabaseSettings {
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            throw new UnusableDatabase("the database’s address begins with " + SQLITE + " or " + POSTGRESQL + "//");
        }
        if (connections < 2) throw new UnusableDatabase("a database needs two connections at least");
    }

    /// One file, made where it is absent.
    public static DatabaseSettings embedded(Path file) {
        return new DatabaseSettings(SQLITE + file, null, null, FEW);
    }

    public static DatabaseSettings of(String url, @Nullable String user, @Nullable String password) {
        return new DatabaseSettings(url, user, password, FEW);
    }

    public Dialect dialect() {
        return url.startsWith(SQLITE) ? Dialect.SQLITE : Dialect.POSTGRESQL;
    }

    /// Never the password.
    @Override
    public String toString() {
        return "DatabaseSettings[" + dialect() + "]";
    }
}
