package waywarden.delivery.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import waywarden.delivery.DatabaseSettings;
import waywarden.delivery.Dialect;

/// A fresh database for a test, of either kind. PostgreSQL runs from the binaries of the build, started
/// once; where they cannot run, tests of it are left out and say so, save in CI, where they fail.
public final class Databases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Databases() {}

    /// Those that run here.
    public static List<Dialect> running() {
        List<Dialect> running = new ArrayList<>(List.of(Dialect.SQLITE));
        if (Server.RUNNING != null) running.add(Dialect.POSTGRESQL);
        return running;
    }

    /// @param folder for the file of an embedded one
    public static DatabaseSettings fresh(Dialect dialect, Path folder) {
        int number = COUNT.incrementAndGet();
        if (dialect == Dialect.SQLITE) return DatabaseSettings.embedded(folder.resolve("test-" + number + ".db"));
        EmbeddedPostgres server = Server.RUNNING;
        if (server == null) throw new IllegalStateException("no PostgreSQL runs here");
        String name = "test_" + ProcessHandle.current().pid() + "_" + number;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return DatabaseSettings.of(server.getJdbcUrl("postgres", name), null, null);
    }

    private static final class Server {
        static final @Nullable EmbeddedPostgres RUNNING = start();

        private static @Nullable EmbeddedPostgres start() {
            try {
                // Durable as in earnest: the test settings of the library would not wait for the disk.
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "60")
                        .start();
            } catch (IOException | RuntimeException e) {
                // Who builds for all must not pass over one of the two.
                if (System.getenv("CI") != null) throw new IllegalStateException("PostgreSQL cannot be started", e);
                System.out.println(
                        "LEFT OUT: tests on PostgreSQL, because it cannot be started here (" + e.getMessage() + ")");
                return null;
            }
        }
    }
}
