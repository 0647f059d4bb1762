-- What the blocks of a chain told the leaderboard, so that it need not ask the chain for its past. Written in the
-- transaction that moves chain_cursor. A database from before this release has a cursor beyond block 0 already: what
-- happened before isn't written afterwards, and since_block tells where the sums begin.
CREATE TABLE leaderboard_progress (
    chain_id    varchar(64) NOT NULL,
    netuid      integer NOT NULL,
    since_block bigint NOT NULL,
    next_block  bigint NOT NULL,
    CONSTRAINT leaderboard_progress_pk PRIMARY KEY (chain_id, netuid),
    CONSTRAINT leaderboard_progress_order CHECK (0 <= since_block AND since_block <= next_block)
);

-- An epoch that the chain has paid; amounts in rao.
CREATE TABLE settlement (
    chain_id      varchar(64) NOT NULL,
    netuid        integer NOT NULL,
    epoch         bigint NOT NULL,
    first_block   bigint NOT NULL,
    settled_block bigint NOT NULL,
    settled_at    timestamp(6) with time zone NOT NULL,
    emission      bigint NOT NULL,
    CONSTRAINT settlement_pk PRIMARY KEY (chain_id, netuid, epoch)
);

-- What it brought to each neuron. Proportions are u16 of 65535. A hotkey is an address, or 32 bytes of another scheme.
CREATE TABLE neuron_pay (
    chain_id         varchar(64) NOT NULL,
    netuid           integer NOT NULL,
    hotkey           varchar(66) NOT NULL,
    epoch            bigint NOT NULL,
    uid              integer NOT NULL,
    consensus        integer NOT NULL,
    incentive        integer NOT NULL,
    dividends        integer NOT NULL,
    validator_trust  integer NOT NULL,
    miner_pay        bigint NOT NULL,
    validator_pay    bigint NOT NULL,
    validator_permit boolean NOT NULL,
    CONSTRAINT neuron_pay_pk PRIMARY KEY (chain_id, netuid, hotkey, epoch)
);

-- All neurons of one epoch; the primary key serves the history of one neuron.
CREATE UNIQUE INDEX neuron_pay_epoch ON neuron_pay (chain_id, netuid, epoch, uid);

-- Everyone who ever had a neuron, with the sums that would be dear to compute at each look.
CREATE TABLE neuron_standing (
    chain_id         varchar(64) NOT NULL,
    netuid           integer NOT NULL,
    hotkey           varchar(66) NOT NULL,
    uid              integer NOT NULL,
    -- Null where the registration came before since_block.
    coldkey          varchar(66),
    registered_block bigint,
    registered_at    timestamp(6) with time zone,
    -- Null while the hotkey has a neuron.
    left_block       bigint,
    miner_pay        bigint NOT NULL,
    validator_pay    bigint NOT NULL,
    reveals          bigint NOT NULL,
    missed_reveals   bigint NOT NULL,
    CONSTRAINT neuron_standing_pk PRIMARY KEY (chain_id, netuid, hotkey)
);

-- Those who have a neuron now.
CREATE INDEX neuron_standing_present ON neuron_standing (chain_id, netuid, left_block);
