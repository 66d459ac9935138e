-- Times are milliseconds since 1970. Accounts go by their names, which never change.

create table account (
    name text primary key,
    display text not null,
    -- Null where one signs in by passkey or through the identity provider alone.
    password text,
    roles text not null,
    countries text not null,
    sectors text not null,
    severity text,
    language text,
    -- What passkeys know the account by: random, in Base64.
    handle text not null unique,
    active bigint not null default 1,
    since bigint not null
);

create table passkey (
    id text primary key,
    account text not null references account (name),
    label text not null,
    public_key text not null,
    signatures bigint not null,
    verified bigint not null,
    transports text not null,
    backup_eligible bigint not null,
    backed_up bigint not null,
    attestation text,
    client_data text,
    since bigint not null,
    used_at bigint not null
);
create index passkey_account on passkey (account);

create table warning (
    id text primary key,
    -- One name for an alert and all that updates or withdraws it.
    chain text not null,
    kind text not null,
    stage text not null,
    content text not null,
    -- All who wrote any of it; none of them may approve it.
    editors text not null,
    replaces text references warning (id),
    returned text,
    approved_by text,
    issued_by text,
    issued_at bigint,
    fast bigint not null default 0,
    after_check text not null default 'NONE',
    checked_by text,
    version integer,
    file text unique,
    cap text,
    revision bigint not null default 1,
    since bigint not null,
    changed_at bigint not null
);
create unique index warning_version on warning (chain, version) where version is not null;
create index warning_stage on warning (stage, changed_at);
create index warning_issued on warning (issued_at) where issued_at is not null;

create table desk_setting (
    name text primary key,
    value text not null
);

-- Who did what. Only ever added to; each line holds the digest of the one before.
create table audit (
    number bigint primary key,
    at bigint not null,
    who text not null,
    did text not null,
    about text not null,
    detail text not null,
    previous text not null,
    digest text not null
);
create function audit_is_only_added_to() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only added to';
end
$$;
create trigger audit_is_not_changed before update or delete on audit
    for each row execute function audit_is_only_added_to();
create trigger audit_is_not_emptied before truncate on audit
    for each statement execute function audit_is_only_added_to();

create table audit_head (
    one integer primary key check (one = 1),
    number bigint not null,
    digest text not null
);
insert into audit_head (one, number, digest) values (1, 0, '');

-- Whoever holds the key whose digest this is may enrol once.
create table invitation (
    digest text primary key,
    made_by text not null,
    until bigint not null,
    used_at bigint
);

-- Whoever holds the key whose digest this is may change or end that enrolment. Nothing here says who.
create table membership (
    digest text primary key,
    subscriber text not null
);
