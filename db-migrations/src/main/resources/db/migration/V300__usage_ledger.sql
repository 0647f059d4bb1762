-- Usage of the gateway, counted in tokens. A slab is a bundle of tokens that a node leases for one caller with one
-- commit and spends in memory for thousands of requests; what a request used is one row of usage_record, written
-- before its last byte leaves. usage_progress keeps running streams billable through a crash.

create table usage_slab (
    id            uuid                        not null primary key,
    node          varchar(64)                 not null,
    caller        varchar(160)                not null,
    granted       bigint                      not null check (granted > 0),
    used          bigint                      not null check (used >= 0),
    state         varchar(8)                  not null check (state in ('open', 'closed')),
    leased_at     timestamp(6) with time zone not null,
    heart_beat_at timestamp(6) with time zone not null,
    closed_at     timestamp(6) with time zone
);

-- Read at a node's start, which closes what a crash left open.
create index usage_slab_open on usage_slab (node, state);

create table usage_record (
    id                uuid                        not null primary key,
    slab_id           uuid                        not null references usage_slab (id),
    account           varchar(128)                not null,
    api_key           varchar(64)                 not null,
    face              varchar(8)                  not null,
    streamed          boolean                     not null,
    model             varchar(255)                not null,
    miner             varchar(64),
    hotkey            varchar(42),
    prompt_tokens     bigint                      not null check (prompt_tokens >= 0),
    completion_tokens bigint                      not null check (completion_tokens >= 0),
    estimated         boolean                     not null,
    outcome           varchar(10)                 not null check (outcome in ('finished', 'cancelled', 'failed', 'recovered')),
    started_at        timestamp(6) with time zone not null,
    finished_at       timestamp(6) with time zone not null,
    first_token_ns    bigint
);

create index usage_record_slab on usage_record (slab_id);
create index usage_record_finished on usage_record (finished_at);

create table usage_progress (
    request_id        uuid                        not null primary key,
    node              varchar(64)                 not null,
    slab_id           uuid                        not null references usage_slab (id),
    account           varchar(128)                not null,
    api_key           varchar(64)                 not null,
    face              varchar(8)                  not null,
    streamed          boolean                     not null,
    model             varchar(255)                not null,
    miner             varchar(64),
    hotkey            varchar(42),
    prompt_tokens     bigint                      not null check (prompt_tokens >= 0),
    completion_tokens bigint                      not null check (completion_tokens >= 0),
    started_at        timestamp(6) with time zone not null,
    updated_at        timestamp(6) with time zone not null,
    first_token_ns    bigint
);
