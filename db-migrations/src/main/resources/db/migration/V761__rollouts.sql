-- Modules that run on the fleet. A deployment is a miner of the fleet of the same name; which image each replica runs
-- stands there, which release that is stands here.
CREATE TABLE deployment (
    name             varchar(40) NOT NULL,
    module           varchar(63) NOT NULL,
    release_version  varchar(64) NOT NULL,
    -- Where a rollback goes; empty for nowhere.
    previous_version varchar(64) NOT NULL,
    installed_by     varchar(64) NOT NULL,
    installed_at     timestamp(6) with time zone NOT NULL,
    CONSTRAINT deployment_pk PRIMARY KEY (name)
);

CREATE INDEX deployment_by_module ON deployment (module, name);

-- Ways from one release to another. A row is written before its step is taken, so that a restart goes on from it.
CREATE TABLE rollout (
    deployment    varchar(40) NOT NULL,
    number        integer NOT NULL,
    from_version  varchar(64) NOT NULL,
    to_version    varchar(64) NOT NULL,
    from_image    varchar(300) NOT NULL,
    to_image      varchar(300) NOT NULL,
    -- Percentages separated by commas.
    waves         varchar(100) NOT NULL,
    soak_seconds  integer NOT NULL,
    ready_seconds integer NOT NULL,
    failures      integer NOT NULL,
    -- From 0.
    wave          integer NOT NULL,
    state         varchar(12) NOT NULL,
    reason        varchar(500) NOT NULL,
    wave_since    timestamp(6) with time zone NOT NULL,
    -- Since when all replicas of the wave are well; null while they aren't.
    well_since    timestamp(6) with time zone,
    started_by    varchar(64) NOT NULL,
    started_at    timestamp(6) with time zone NOT NULL,
    changed_at    timestamp(6) with time zone NOT NULL,
    CONSTRAINT rollout_pk PRIMARY KEY (deployment, number),
    CONSTRAINT rollout_deployment FOREIGN KEY (deployment) REFERENCES deployment (name) ON DELETE CASCADE,
    CONSTRAINT rollout_state_known CHECK (state IN ('running', 'paused', 'rolling_back', 'done', 'rolled_back'))
);

CREATE INDEX rollout_by_state ON rollout (state);
