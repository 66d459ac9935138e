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
    active integer not null default 1,
    since integer not null
);

create table passkey (
    id text primary key,
    account text not null references account (name),
    label text not null,
    public_key text not null,
    signatures integer not null,
    verified integer not null,
    transports text not null,
    backup_eligible integer not null,
    backed_up integer not null,
    attestation text,
    client_data text,
    since integer not null,
    used_at integer not null
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
    issued_at integer,
    fast integer not null default 0,
    after_check text not null default 'NONE',
    checked_by text,
    version integer,
    file text unique,
    cap text,
    revision integer not null default 1,
    since integer not null,
    changed_at integer not null
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
    number integer primary key,
    at integer not null,
    who text not null,
    did text not null,
    about text not null,
    detail text not null,
    previous text not null,
    digest text not null
);
create trigger audit_is_not_changed before update on audit begin
    select raise(abort, 'the audit log is only added to');
end;
create trigger audit_is_not_shortened before delete on audit begin
    select raise(abort, 'the audit log is only added to');
end;

create table audit_head (
    one integer primary key check (one = 1),
    number integer not null,
    digest text not null
);
insert into audit_head (one, number, digest) values (1, 0, '');

-- Whoever holds the key whose digest this is may enrol once.
create table invitation (
    digest text primary key,
    made_by text not null,
    until integer not null,
    used_at integer
);

-- Whoever holds the key whose digest this is may change or end that enrolment. Nothing here says who.
create table membership (
    digest text primary key,
    subscriber text not null
);
