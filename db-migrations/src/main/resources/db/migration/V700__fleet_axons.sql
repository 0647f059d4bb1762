-- The axons before the fleet's engines, as the chain is to know them. A row is written before its axon's container is
-- made, and stays until the axon's neuron has left the chain: so it outlives its miner, and no neuron is forgotten.
CREATE TABLE fleet_axon (
    miner       varchar(40) NOT NULL,
    ordinal     integer NOT NULL,
    host        varchar(40) NOT NULL,
    -- The neuron's: 0x and 40 hexadecimal digits. Its secret is in a file, never here.
    hotkey      varchar(42) NOT NULL,
    -- SHA-256 of the certificate's DER form.
    certificate varchar(64) NOT NULL,
    -- Where the host passes a port on to it; port 0 before it was first published.
    address     varchar(45) NOT NULL,
    port        integer NOT NULL,
    -- Of the miner when this was written; another one may register the neuron anew.
    revision    bigint NOT NULL,
    -- Whether its neuron was seen on the chain under this revision.
    registered  boolean NOT NULL,
    -- What stands between it and the chain; empty for nothing.
    trouble     varchar(500) NOT NULL,
    changed_at  timestamp(6) with time zone NOT NULL,
    CONSTRAINT fleet_axon_pk PRIMARY KEY (miner, ordinal),
    CONSTRAINT fleet_axon_port CHECK (port BETWEEN 0 AND 65535)
);

CREATE INDEX fleet_axon_by_host ON fleet_axon (host);
