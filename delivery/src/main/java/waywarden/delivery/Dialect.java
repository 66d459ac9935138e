package waywarden.delivery;

import java.util.Locale;

/// The databases that everything here runs on.
public enum Dialect {
    SQLITE,
    POSTGRESQL;

    /// The folder of its migrations.
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a query that claims rows ends with: on PostgreSQL several workers may claim side by
    /// side, on SQLite there is one writer.
    String skippingLocked() {
        return this == POSTGRESQL ? " for update skip locked" : "";
    }
}
