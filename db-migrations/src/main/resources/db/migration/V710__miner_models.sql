-- The models of the fleet's miners: what an operator wants, and what was seen and tried. All replicas of a miner share
-- one volume, so a model is there for all of them or for none. Empty texts stand for nothing said.

CREATE TABLE fleet_model (
    miner          varchar(40) NOT NULL,
    -- As an engine lists it, with its tag.
    name           varchar(400) NOT NULL,
    kind           varchar(4) NOT NULL,
    -- What is pulled, the digest of the uploaded file, or the model that it is made of; empty for one that is only held.
    origin         varchar(400) NOT NULL,
    -- Of the pulled manifest, 64 hexadecimal digits; written down with the first pull where the operator didn't say it.
    digest         varchar(64) NOT NULL,
    -- 0 for the engine's own.
    context_tokens integer NOT NULL,
    -- A JSON object.
    parameters     varchar(16384) NOT NULL,
    system_text    varchar(65536) NOT NULL,
    template_text  varchar(65536) NOT NULL,
    -- Isn't taken away before the pin is.
    pinned         boolean NOT NULL,
    -- Whether it shall be in the memory of every replica.
    loaded         boolean NOT NULL,
    -- Grows with every change of an operator's; failures of another one don't count.
    revision       bigint NOT NULL,
    changed_at     timestamp(6) with time zone NOT NULL,
    CONSTRAINT fleet_model_pk PRIMARY KEY (miner, name),
    CONSTRAINT fleet_model_miner FOREIGN KEY (miner) REFERENCES fleet_miner (name) ON DELETE CASCADE,
    CONSTRAINT fleet_model_kind CHECK (kind IN ('pull', 'blob', 'from', 'held'))
);

-- What a miner's volume may hold, for those that have a limit, and what it holds.
CREATE TABLE fleet_volume (
    miner        varchar(40) NOT NULL,
    -- Null for as much as there is room for.
    budget_bytes bigint,
    used_bytes   bigint NOT NULL,
    trouble      varchar(500) NOT NULL,
    CONSTRAINT fleet_volume_pk PRIMARY KEY (miner),
    CONSTRAINT fleet_volume_miner FOREIGN KEY (miner) REFERENCES fleet_miner (name) ON DELETE CASCADE,
    CONSTRAINT fleet_volume_budget CHECK (budget_bytes >= 0)
);

-- How a model stands, wanted or not, and what has to survive a restart: failures, what a variant was made of, last use.
CREATE TABLE fleet_model_state (
    miner       varchar(40) NOT NULL,
    name        varchar(400) NOT NULL,
    -- Of the wanted model when this was written; 0 for one that isn't wanted.
    revision    bigint NOT NULL,
    state       varchar(12) NOT NULL,
    fault       varchar(24) NOT NULL,
    reason      varchar(500) NOT NULL,
    failures    integer NOT NULL,
    retry_at    timestamp(6) with time zone NOT NULL,
    -- What the engine says of it; empty while it isn't there.
    digest      varchar(64) NOT NULL,
    size_bytes  bigint NOT NULL,
    -- Replicas that have it in memory.
    loaded_on   integer NOT NULL,
    -- What it was made of here, and what came of it: another digest is made again.
    recipe      varchar(64) NOT NULL,
    made_digest varchar(64) NOT NULL,
    used_at     timestamp(6) with time zone NOT NULL,
    CONSTRAINT fleet_model_state_pk PRIMARY KEY (miner, name),
    CONSTRAINT fleet_model_state_miner FOREIGN KEY (miner) REFERENCES fleet_miner (name) ON DELETE CASCADE
);
