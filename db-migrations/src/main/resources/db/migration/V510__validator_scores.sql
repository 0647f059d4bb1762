-- What a validator thinks of a miner after an epoch, with every term and what it was computed from. Terms and scores are
-- in millionths; they follow the hotkey, and begin anew with each registration.
CREATE TABLE score (
    validator     varchar(42) NOT NULL,
    chain_id      varchar(64) NOT NULL,
    netuid        integer NOT NULL,
    epoch         bigint NOT NULL,
    hotkey        varchar(42) NOT NULL,
    uid           integer NOT NULL,
    registered_at bigint NOT NULL,
    spec_version  integer NOT NULL,
    quality       integer NOT NULL,
    reliability   integer NOT NULL,
    speed         integer NOT NULL,
    -- Of this epoch alone, and smoothed over the epochs before.
    raw           integer NOT NULL,
    score         integer NOT NULL,
    -- What goes to the chain, u16; the best miner has 65535.
    weight        integer NOT NULL,
    -- JSON: the inputs of each term.
    inputs        text NOT NULL,
    scored_at     timestamp(6) with time zone NOT NULL,
    CONSTRAINT score_pk PRIMARY KEY (validator, chain_id, netuid, epoch, hotkey),
    CONSTRAINT score_terms CHECK (quality BETWEEN 0 AND 1000000 AND reliability BETWEEN 0 AND 1000000
        AND speed BETWEEN 0 AND 1000000 AND raw BETWEEN 0 AND 1000000 AND score BETWEEN 0 AND 1000000),
    CONSTRAINT score_weight CHECK (weight BETWEEN 0 AND 65535)
);

-- The history of one miner.
CREATE INDEX score_hotkey ON score (hotkey, epoch);
