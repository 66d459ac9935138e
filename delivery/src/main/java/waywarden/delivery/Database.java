package waywarden.delivery;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;

/// The open database with its tables in place. What is written within `transactions()`, by whomever,
/// is there in full or not at all once it returns, and a killed process changes nothing of that:
/// SQLite writes ahead and waits for the disk at every commit, as PostgreSQL does.
public final class Database implements AutoCloseable {

    private static final String MIGRATIONS = "waywarden/delivery/db";

    private final HikariDataSource source;
    private final Dialect dialect;
    private final PlatformTransactionManager transactionManager;

    private Database(HikariDataSource source, Dialect dialect) {
        this.source = source;
        this.dialect = dialect;
        transactionManager = dialect == Dialect.SQLITE ? new OneWriter(source) : new JdbcTransactionManager(source);
    }

    /// Opens it and brings its tables up to date.
    ///
    /// @param migrations further folders of migrations on the class path, such as
    ///                   `waywarden/desk/db`, each with one folder for a dialect
    /// @throws UnusableDatabase if it cannot be opened, or its tables are of a newer program
    public static Database open(DatabaseSettings settings, String... migrations) {
        HikariDataSource source;
        try {
            source = new HikariDataSource(configured(settings));
        } catch (RuntimeException e) {
            throw new UnusableDatabase(
                    settings.dialect() == Dialect.SQLITE
                            ? "the database’s file cannot be opened; check that its folder exists and can be written"
                            : "the database’s server does not answer as the settings say; check its address, user and"
                                    + " password",
                    e);
        }
        try {
            migrate(source, settings.dialect(), migrations);
            return new Database(source, settings.dialect());
        } catch (FlywayException e) {
            source.close();
            throw new UnusableDatabase(
                    "the database’s tables cannot be brought up to date; a newer program may have written them", e);
        }
    }

    private static HikariConfig configured(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.connections());
        config.setPoolName("waywarden");
        if (settings.dialect() == Dialect.SQLITE) config.setDataSourceProperties(sqlite());
        else config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return config;
    }

    private static Properties sqlite() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(30_000);
        config.enforceForeignKeys(true);
        return config.toProperties();
    }

    private static void migrate(DataSource source, Dialect dialect, String... migrations) {
        String[] locations = Stream.concat(Stream.of(MIGRATIONS), Arrays.stream(migrations))
                .map(folder -> "classpath:" + folder + "/" + dialect.folder())
                .toArray(String[]::new);
        Flyway.configure()
                .dataSource(source)
                .locations(locations)
                .failOnMissingLocations(true)
                // Each module counts its own versions, so that a lower one may come later.
                .outOfOrder(true)
                // A module that is not there now may have been; its tables stay.
                .ignoreMigrationPatterns("*:missing")
                .load()
                .migrate();
    }

    public DataSource source() {
        return source;
    }

    public Dialect dialect() {
        return dialect;
    }

    public PlatformTransactionManager transactionManager() {
        return transactionManager;
    }

    /// A new template each time: its settings are the caller's own.
    public TransactionTemplate transactions() {
        return new TransactionTemplate(transactionManager);
    }

    public JdbcClient client() {
        return JdbcClient.create(source);
    }

    @Override
    public void close() {
        source.close();
    }
}
