-- Times are milliseconds since 1970.

create table subscriber (
    number integer primary key,
    id text not null unique,
    kind text not null,
    -- What a warning is aimed by, as JSON; empty once she has left.
    profile text not null,
    since integer not null,
    left_at integer
);

-- Finds those whom a warning for a country can concern without reading everybody.
create table subscriber_country (
    country text not null,
    subscriber integer not null references subscriber (number),
    primary key (country, subscriber)
) without rowid;
create index subscriber_country_subscriber on subscriber_country (subscriber);

-- Apart from the rest, sealed; blind is a keyed digest to find an address by.
create table address (
    subscriber integer not null references subscriber (number),
    channel text not null,
    preference integer not null,
    sealed blob not null,
    blind blob not null,
    endpoint integer not null,
    -- Why nothing more is sent there; null while it is good.
    ended text,
    primary key (subscriber, channel)
) without rowid;
create unique index address_blind on address (channel, blind);

create table advisory (
    number integer primary key,
    id text not null unique,
    latest integer not null,
    withdrawn integer not null default 0
);

create table message (
    advisory integer not null references advisory (number),
    version integer not null,
    kind text not null,
    original blob not null,
    issued_at integer not null,
    expires_at integer not null,
    -- 0 first of all: extreme and immediate.
    rank integer not null,
    exercise integer not null,
    -- 0 once it has expired and its rows are closed.
    holds integer not null default 1,
    primary key (advisory, version)
);

create index message_holds on message (expires_at) where holds = 1;

create table delivery (
    id integer primary key,
    advisory integer not null references advisory (number),
    version integer not null,
    subscriber integer not null references subscriber (number),
    channel text not null,
    preference integer not null,
    endpoint integer not null,
    rank integer not null,
    state text not null,
    attempts integer not null default 0,
    next_at integer not null,
    lease_until integer,
    leased_by text,
    -- Whether an attempt may have arrived that is not known to have.
    perhaps integer not null default 0,
    first_at integer,
    done_at integer,
    -- What the channel calls the thing sent.
    reference text,
    reason text,
    unique (advisory, subscriber, channel, version)
);
create index delivery_due on delivery (channel, rank, next_at) where state in ('PLANNED', 'RETRY', 'UNSURE');
create index delivery_leased on delivery (channel, lease_until) where state = 'LEASED';
create index delivery_awaiting on delivery (next_at) where state = 'AWAITING';
create index delivery_dead on delivery (done_at) where state = 'DEAD';
create index delivery_subscriber on delivery (subscriber);

-- Only ever added to.
create table attempt (
    id integer primary key,
    delivery integer not null references delivery (id),
    number integer not null,
    at integer not null,
    outcome text not null,
    reason text,
    unique (delivery, number)
);

-- Where a channel or one of its endpoints (0 for all of it) must be left alone.
create table hold (
    channel text not null,
    endpoint integer not null,
    until integer not null,
    failures integer not null,
    reason text not null,
    primary key (channel, endpoint)
) without rowid;

create table answer (
    id integer primary key,
    advisory integer not null references advisory (number),
    subscriber integer not null references subscriber (number),
    version integer not null,
    answer text not null,
    at integer not null,
    channel text not null,
    unique (advisory, subscriber)
);

create table help (
    id integer primary key,
    advisory integer not null references advisory (number),
    subscriber integer not null references subscriber (number),
    since integer not null,
    closed_at integer,
    closed_by text
);
create unique index help_open on help (advisory, subscriber) where closed_at is null;

-- What the desk must look at until somebody does.
create table alarm (
    id integer primary key,
    kind text not null,
    advisory integer not null references advisory (number),
    subscriber integer not null references subscriber (number),
    since integer not null,
    ring_at integer not null,
    rung integer not null default 0,
    closed_at integer,
    closed_by text
);
create unique index alarm_open on alarm (kind, advisory, subscriber) where closed_at is null;
