-- Every index of usage_record is paid for with each answer, so only that of its ids is left. These grow with time: what
-- is of a slab, or of a span of time, is looked for among the ids since then. That the slab exists is no longer checked
-- with each row either, since H2 keeps an index for such a check; the writer leases a slab before it uses it.

create table usage_record_next (
    id                uuid                        not null primary key,
    slab_id           uuid                        not null,
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

insert into usage_record_next (id, slab_id, account, api_key, face, streamed, model, miner, hotkey, prompt_tokens,
    completion_tokens, estimated, outcome, started_at, finished_at, first_token_ns)
select id, slab_id, account, api_key, face, streamed, model, miner, hotkey, prompt_tokens,
    completion_tokens, estimated, outcome, started_at, finished_at, first_token_ns
from usage_record;

drop table usage_record;

alter table usage_record_next rename to usage_record;
