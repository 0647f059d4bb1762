-- Within what a miner may be scaled, what was measured lately, and what was decided on it.
CREATE TABLE fleet_scaling (
    miner              varchar(40) NOT NULL,
    floor_replicas     integer NOT NULL,
    ceiling_replicas   integer NOT NULL,
    target_wait_millis bigint NOT NULL,
    -- Tokens a second that an answer shall come with; 0 where that doesn't matter.
    least_tokens       double precision NOT NULL,
    up_seconds         bigint NOT NULL,
    down_seconds       bigint NOT NULL,
    cool_down_seconds  bigint NOT NULL,
    idle_seconds       bigint NOT NULL,
    -- Of the policy; decisions don't change it.
    revision           bigint NOT NULL,
    decided_at         timestamp(6) with time zone,
    reason             varchar(300) NOT NULL,
    -- When the number of replicas was last changed, and why.
    changed_at         timestamp(6) with time zone,
    last_change        varchar(300) NOT NULL,
    CONSTRAINT fleet_scaling_pk PRIMARY KEY (miner),
    CONSTRAINT fleet_scaling_miner FOREIGN KEY (miner) REFERENCES fleet_miner (name) ON DELETE CASCADE,
    CONSTRAINT fleet_scaling_range CHECK (floor_replicas >= 0 AND ceiling_replicas >= floor_replicas)
);

-- All that the next decision is made on; what no policy looks back to is deleted.
CREATE TABLE fleet_load (
    miner         varchar(40) NOT NULL,
    -- Milliseconds since 1970.
    at_milli      bigint NOT NULL,
    -- Replicas that there should have been.
    wanted        integer NOT NULL,
    -- Those that worked, their slots, and how many of those were in use.
    ready         integer NOT NULL,
    slots         integer NOT NULL,
    busy          integer NOT NULL,
    -- Requests that waited for a slot.
    queued        integer NOT NULL,
    -- Since the measurement before: requests that got a slot, how long they had waited together, tokens made.
    begun         bigint NOT NULL,
    waited_millis double precision NOT NULL,
    tokens        bigint NOT NULL,
    CONSTRAINT fleet_load_pk PRIMARY KEY (miner, at_milli),
    CONSTRAINT fleet_load_scaling FOREIGN KEY (miner) REFERENCES fleet_scaling (miner) ON DELETE CASCADE
);
