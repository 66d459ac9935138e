package waywarden.desk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import waywarden.desk.Content;
import waywarden.desk.Warning;
import waywarden.desk.Warning.AfterCheck;
import waywarden.desk.Warning.Issue;
import waywarden.desk.Warning.Kind;
import waywarden.desk.Warning.Stage;

/// The warnings of the desk, drafts and issued ones.
public final class Warnings {

    /// A list on a page shows no more.
    private static final int SHOWN = 200;

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient client;

    public Warnings(JdbcClient client) {
        this.client = client;
    }

    public Optional<Warning> find(String id) {
        return client.sql("select * from warning where id = ?")
                .param(id)
                .query((row, i) -> warning(row))
                .optional();
    }

    public void add(Warning warning, Instant now) {
        client.sql("insert into warning (id, chain, kind, stage, content, editors, replaces, since, changed_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        warning.id(),
                        warning.chain(),
                        warning.kind().name(),
                        warning.stage().name(),
                        JSON.writeValueAsString(warning.content()),
                        Accounts.joined(warning.editors()),
                        warning.replaces(),
                        now.toEpochMilli(),
                        now.toEpochMilli()))
                .update();
    }

    /// Writes everything that can change, if nobody has changed it since.
    ///
    /// @param warning with the revision it was read with
    /// @return false where somebody has
    public boolean change(Warning warning, Instant now) {
        Issue issue = warning.issue();
        return client.sql("update warning set stage = ?, content = ?, editors = ?, returned = ?, approved_by = ?,"
                                + " issued_by = ?, issued_at = ?, fast = ?, after_check = ?, checked_by = ?, version = ?,"
                                + " file = ?, cap = ?, revision = revision + 1, changed_at = ?"
                                + " where id = ? and revision = ?")
                        .params(Arrays.asList(
                                warning.stage().name(),
                                JSON.writeValueAsString(warning.content()),
                                Accounts.joined(warning.editors()),
                                warning.returned(),
                                warning.approvedBy(),
                                issue == null ? null : issue.by(),
                                issue == null ? null : issue.at().toEpochMilli(),
                                issue != null && issue.fast() ? 1 : 0,
                                issue == null
                                        ? AfterCheck.NONE.name()
                                        : issue.afterCheck().name(),
                                issue == null ? null : issue.checkedBy(),
                                issue == null ? null : issue.version(),
                                issue == null ? null : issue.file(),
                                issue == null ? null : issue.cap(),
                                now.toEpochMilli(),
                                warning.id(),
                                warning.revision()))
                        .update()
                == 1;
    }

    /// Drafts, those that wait for somebody and approved ones; the latest change first.
    public List<Warning> underWay() {
        return list("select * from warning where stage in ('DRAFT', 'SUBMITTED', 'APPROVED') order by changed_at desc");
    }

    /// The latest first.
    public List<Warning> issued() {
        return list("select * from warning where issued_at is not null order by issued_at desc, version desc");
    }

    /// Out, and not yet looked at by a second person; the oldest first.
    public List<Warning> awaitingAfterCheck() {
        return list("select * from warning where after_check = 'OPEN' order by issued_at");
    }

    /// How many there are; an issued one never goes away again.
    public int countIssued() {
        return client.sql("select count(*) from warning where issued_at is not null")
                .query(Integer.class)
                .single();
    }

    public Optional<String> capOf(String file) {
        return client.sql("select cap from warning where file = ?")
                .param(file)
                .query(String.class)
                .optional();
    }

    public Optional<Warning> issuedAs(String chain, int version) {
        return client.sql("select * from warning where chain = ? and version = ?")
                .params(chain, version)
                .query((row, i) -> warning(row))
                .optional();
    }

    /// Whether nothing issued takes its place.
    public boolean isLatest(Warning warning) {
        return client.sql("select count(*) from warning where replaces = ? and stage = 'ISSUED'")
                        .param(warning.id())
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /// Whether what it replaces is still the last word of its chain.
    public boolean isNext(Warning warning) {
        int latest = versions(warning.chain());
        Integer replaced = client.sql("select version from warning where id = ?")
                .param(String.valueOf(warning.replaces()))
                .query(Integer.class)
                .optional()
                .orElse(0);
        return latest == replaced;
    }

    /// How many messages of the chain are out.
    public int versions(String chain) {
        return client.sql("select count(*) from warning where chain = ? and version is not null")
                .param(chain)
                .query(Integer.class)
                .single();
    }

    private List<Warning> list(String sql) {
        return client.sql(sql + " limit " + SHOWN)
                .query((row, i) -> warning(row))
                .list();
    }

    private static Warning warning(ResultSet row) throws SQLException {
        return new Warning(
                row.getString("id"),
                row.getString("chain"),
                Kind.valueOf(row.getString("kind")),
                Stage.valueOf(row.getString("stage")),
                JSON.readValue(row.getString("content"), Content.class),
                Accounts.split(row.getString("editors")),
                row.getString("replaces"),
                row.getString("returned"),
                row.getString("approved_by"),
                issue(row),
                row.getInt("revision"),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }

    private static @Nullable Issue issue(ResultSet row) throws SQLException {
        String by = row.getString("issued_by");
        if (by == null) return null;
        return new Issue(
                by,
                Instant.ofEpochMilli(row.getLong("issued_at")),
                row.getInt("version"),
                row.getString("file"),
                row.getString("cap"),
                row.getInt("fast") != 0,
                AfterCheck.valueOf(row.getString("after_check")),
                row.getString("checked_by"));
    }
}
