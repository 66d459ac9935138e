package waywarden.desk.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/// Passkeys and whose they are. An account is known to them by a random handle and nothing else.
public final class Passkeys implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

    private final JdbcClient client;
    private final Accounts accounts;
    private final AuditLog audit;

    public Passkeys(JdbcClient client, Accounts accounts, AuditLog audit) {
        this.client = client;
        this.accounts = accounts;
        this.audit = audit;
    }

    /// One passkey as its owner sees it.
    public record Shown(String id, String label, Instant since, Instant usedAt) {}

    public List<Shown> of(String account) {
        return client.sql("select id, label, since, used_at from passkey where account = ? order by since")
                .param(account)
                .query((row, i) -> new Shown(
                        row.getString(1),
                        row.getString(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4))))
                .list();
    }

    /// @return false where the account has no such passkey
    public boolean remove(String account, String id) {
        return client.sql("delete from passkey where account = ? and id = ?")
                        .params(account, id)
                        .update()
                == 1;
    }

    @Override
    public void delete(Bytes id) {
        client.sql("delete from passkey where id = ?")
                .param(id.toBase64UrlString())
                .update();
    }

    @Override
    public void save(CredentialRecord record) {
        String account = accounts.nameOfHandle(record.getUserEntityUserId().toBase64UrlString())
                .orElseThrow(() -> new IllegalArgumentException("a passkey belongs to an account"));
        String id = record.getCredentialId().toBase64UrlString();
        int changed = client.sql("update passkey set signatures = ?, verified = ?, backed_up = ?, used_at = ?"
                        + " where id = ? and account = ?")
                .params(
                        record.getSignatureCount(),
                        bit(record.isUvInitialized()),
                        bit(record.isBackupState()),
                        record.getLastUsed().toEpochMilli(),
                        id,
                        account)
                .update();
        if (changed == 1) return;
        Set<String> transports = record.getTransports().stream()
                .map(AuthenticatorTransport::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
        client.sql("insert into passkey (id, account, label, public_key, signatures, verified, transports,"
                        + " backup_eligible, backed_up, attestation, client_data, since, used_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id,
                        account,
                        record.getLabel(),
                        new Bytes(record.getPublicKey().getBytes()).toBase64UrlString(),
                        record.getSignatureCount(),
                        bit(record.isUvInitialized()),
                        String.join(" ", transports),
                        bit(record.isBackupEligible()),
                        bit(record.isBackupState()),
                        text(record.getAttestationObject()),
                        text(record.getAttestationClientDataJSON()),
                        record.getCreated().toEpochMilli(),
                        record.getLastUsed().toEpochMilli()))
                .update();
        audit.add(account, "passkey-added", account, "", record.getCreated());
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return client.sql("select p.*, a.handle from passkey p join account a on a.name = p.account where p.id = ?")
                .param(id.toBase64UrlString())
                .query((row, i) -> record(row))
                .optional()
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return client.sql("select p.*, a.handle from passkey p join account a on a.name = p.account where a.handle = ?")
                .param(handle.toBase64UrlString())
                .query((row, i) -> record(row))
                .list();
    }

    private static CredentialRecord record(ResultSet row) throws SQLException {
        Set<AuthenticatorTransport> transports = Accounts.split(row.getString("transports")).stream()
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toSet());
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(row.getString("id")))
                .userEntityUserId(Bytes.fromBase64(row.getString("handle")))
                .publicKey(new ImmutablePublicKeyCose(
                        Bytes.fromBase64(row.getString("public_key")).getBytes()))
                .signatureCount(row.getLong("signatures"))
                .uvInitialized(row.getInt("verified") != 0)
                .transports(transports)
                .backupEligible(row.getInt("backup_eligible") != 0)
                .backupState(row.getInt("backed_up") != 0)
                .attestationObject(bytes(row.getString("attestation")))
                .attestationClientDataJSON(bytes(row.getString("client_data")))
                .label(row.getString("label"))
                .created(Instant.ofEpochMilli(row.getLong("since")))
                .lastUsed(Instant.ofEpochMilli(row.getLong("used_at")))
                .build();
    }

    private static int bit(boolean value) {
        return value ? 1 : 0;
    }

    private static @Nullable String text(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toBase64UrlString();
    }

    private static @Nullable Bytes bytes(@Nullable String text) {
        return text == null ? null : Bytes.fromBase64(text);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return accounts.nameOfHandle(handle.toBase64UrlString())
                .map(this::findByUsername)
                .orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
        return accounts.handle(name)
                .<PublicKeyCredentialUserEntity>map(handle -> ImmutablePublicKeyCredentialUserEntity.builder()
                        .name(name)
                        .id(Bytes.fromBase64(handle))
                        .displayName(name)
                        .build())
                .orElse(null);
    }

    /// Every account has its handle from the first; there is nothing to keep.
    @Override
    public void save(PublicKeyCredentialUserEntity user) {}
}
