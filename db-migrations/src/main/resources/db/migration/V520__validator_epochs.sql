-- How far a validator is with an epoch of a chain. Exactly one node moves a row, in transactions that hold its lease.
CREATE TABLE validator_epoch (
    validator       varchar(42) NOT NULL,
    chain_id        varchar(64) NOT NULL,
    netuid          integer NOT NULL,
    epoch           bigint NOT NULL,
    phase           varchar(12) NOT NULL,
    first_block     bigint NOT NULL,
    -- The block whose metagraph the epoch works with.
    snapshot_block  bigint NOT NULL,
    -- 32 bytes in hexadecimal; decides which challenges a miner gets. Secret until the reveal.
    secret_seed     varchar(64) NOT NULL,
    spec_version    integer NOT NULL,
    -- Of the commitment; secret until the reveal. The row of weights is JSON, uid to u16.
    salt            varchar(64),
    weights         text,
    committed_block bigint,
    revealed_block  bigint,
    settled_block   bigint,
    -- Why it was skipped, or what stands in its way.
    note            varchar(500),
    fencing_token   bigint NOT NULL,
    opened_at       timestamp(6) with time zone NOT NULL,
    updated_at      timestamp(6) with time zone NOT NULL,
    CONSTRAINT validator_epoch_pk PRIMARY KEY (validator, chain_id, netuid, epoch),
    CONSTRAINT validator_epoch_netuid_range CHECK (netuid BETWEEN 0 AND 65535),
    CONSTRAINT validator_epoch_phase CHECK (
        phase IN ('open', 'challenged', 'scored', 'committed', 'revealed', 'settled', 'skipped'))
);
