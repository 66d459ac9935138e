package waywarden.desk.store;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.desk.Account;
import waywarden.desk.Authority;
import waywarden.desk.Role;

/// Who works at the desk.
public final class Accounts {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int HANDLE_BYTES = 32;

    private final JdbcClient client;

    public Accounts(JdbcClient client) {
        this.client = client;
    }

    public Optional<Account> find(String name) {
        return client.sql("select * from account where name = ?")
                .param(name)
                .query((row, i) -> account(row))
                .optional();
    }

    public List<Account> all() {
        return client.sql("select * from account order by name")
                .query((row, i) -> account(row))
                .list();
    }

    /// @param password as its encoder writes it; null where one signs in another way
    /// @return false where the name is taken
    public boolean add(Account account, @Nullable String password, Instant now) {
        byte[] handle = new byte[HANDLE_BYTES];
        RANDOM.nextBytes(handle);
        return client.sql("insert into account (name, display, password, roles, countries, sectors, severity, language,"
                                + " handle, active, since) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (name) do nothing")
                        .params(Arrays.asList(
                                account.name(),
                                account.display(),
                                password,
                                joined(account.roles().stream().map(Enum::name).collect(Collectors.toSet())),
                                joined(account.authority().countries()),
                                joined(account.authority().sectors()),
                                severity(account.authority()),
                                account.language(),
                                Base64.getUrlEncoder().withoutPadding().encodeToString(handle),
                                account.active() ? 1 : 0,
                                now.toEpochMilli()))
                        .update()
                == 1;
    }

    /// Everything but the name and what one signs in with.
    public void change(Account account) {
        client.sql("update account set display = ?, roles = ?, countries = ?, sectors = ?, severity = ?,"
                        + " language = ?, active = ? where name = ?")
                .params(Arrays.asList(
                        account.display(),
                        joined(account.roles().stream().map(Enum::name).collect(Collectors.toSet())),
                        joined(account.authority().countries()),
                        joined(account.authority().sectors()),
                        severity(account.authority()),
                        account.language(),
                        account.active() ? 1 : 0,
                        account.name()))
                .update();
    }

    /// As the encoder wrote it.
    public Optional<String> password(String name) {
        return client.sql("select password from account where name = ? and password is not null")
                .param(name)
                .query(String.class)
                .optional();
    }

    public void setPassword(String name, String password) {
        client.sql("update account set password = ? where name = ?")
                .params(password, name)
                .update();
    }

    /// What passkeys know the account by.
    public Optional<String> handle(String name) {
        return client.sql("select handle from account where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }

    public Optional<String> nameOfHandle(String handle) {
        return client.sql("select name from account where handle = ?")
                .param(handle)
                .query(String.class)
                .optional();
    }

    private static Account account(ResultSet row) throws SQLException {
        String severity = row.getString("severity");
        Set<Role> roles =
                split(row.getString("roles")).stream().map(Role::valueOf).collect(Collectors.toSet());
        return new Account(
                row.getString("name"),
                row.getString("display"),
                roles,
                new Authority(
                        split(row.getString("countries")),
                        split(row.getString("sectors")),
                        severity == null ? null : Severity.valueOf(severity)),
                row.getString("language"),
                row.getInt("active") != 0);
    }

    private static @Nullable String severity(Authority authority) {
        Severity highest = authority.highest();
        return highest == null ? null : highest.name();
    }

    static String joined(Set<String> words) {
        return String.join(" ", new TreeSet<>(words));
    }

    static Set<String> split(String words) {
        return words.isBlank() ? Set.of() : Set.of(words.split(" ", -1));
    }
}
