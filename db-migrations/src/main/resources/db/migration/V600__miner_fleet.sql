-- The miners that this deployment runs in containers: what an operator wants, and how it stands. What is in the engines
-- is never copied here: the engines are asked.

-- Whose containers are ours: the value of their owner label. One row, made once; deployments that share a database
-- share it.
CREATE TABLE fleet_owner (
    one   smallint NOT NULL,
    owner varchar(36) NOT NULL,
    CONSTRAINT fleet_owner_pk PRIMARY KEY (one),
    CONSTRAINT fleet_owner_once CHECK (one = 1)
);

-- The engines of the configuration, and when they last answered.
CREATE TABLE fleet_host (
    name         varchar(40) NOT NULL,
    address      varchar(255) NOT NULL,
    -- Empty while the engine answers.
    trouble      varchar(500) NOT NULL,
    version      varchar(64) NOT NULL,
    cpus         integer NOT NULL,
    memory_bytes bigint NOT NULL,
    changed_at   timestamp(6) with time zone NOT NULL,
    CONSTRAINT fleet_host_pk PRIMARY KEY (name)
);

CREATE TABLE fleet_miner (
    name         varchar(40) NOT NULL,
    host         varchar(40) NOT NULL,
    -- By digest or id, never by tag.
    image        varchar(300) NOT NULL,
    -- Names, separated by commas; the first is the one that the health check asks.
    models       varchar(2000) NOT NULL,
    -- Answers made at once per model.
    slots        integer NOT NULL,
    memory_bytes bigint NOT NULL,
    cpu_millis   integer NOT NULL,
    pids         integer NOT NULL,
    gpus         integer NOT NULL,
    replicas     integer NOT NULL,
    running      boolean NOT NULL,
    -- Grows with every change; containers of an older one are replaced.
    revision     bigint NOT NULL,
    changed_at   timestamp(6) with time zone NOT NULL,
    CONSTRAINT fleet_miner_pk PRIMARY KEY (name),
    CONSTRAINT fleet_miner_host FOREIGN KEY (host) REFERENCES fleet_host (name),
    CONSTRAINT fleet_miner_replicas CHECK (replicas BETWEEN 0 AND 1000)
);

CREATE INDEX fleet_miner_by_host ON fleet_miner (host);

-- One container's place: how it stands, and how often it failed. Survives the container, so that a back-off survives a
-- restart of the application.
CREATE TABLE fleet_replica (
    miner            varchar(40) NOT NULL,
    ordinal          integer NOT NULL,
    -- Of the miner when this was written; failures of another one don't count.
    revision         bigint NOT NULL,
    state            varchar(10) NOT NULL,
    reason           varchar(500) NOT NULL,
    failures         integer NOT NULL,
    retry_at         timestamp(6) with time zone NOT NULL,
    -- The container whose failure was counted last: it counts once, however often it is seen.
    failed_container varchar(64) NOT NULL,
    last_failure     varchar(500) NOT NULL,
    changed_at       timestamp(6) with time zone NOT NULL,
    CONSTRAINT fleet_replica_pk PRIMARY KEY (miner, ordinal),
    CONSTRAINT fleet_replica_miner FOREIGN KEY (miner) REFERENCES fleet_miner (name) ON DELETE CASCADE,
    CONSTRAINT fleet_replica_state CHECK (
        state IN ('stopped', 'starting', 'ready', 'busy', 'degraded', 'unhealthy', 'lost'))
);
