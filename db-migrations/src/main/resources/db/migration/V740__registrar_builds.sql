-- Builds of modules' images: what from, by whom, and how it ended. They go with their module.
CREATE TABLE module_build (
    id             uuid PRIMARY KEY,
    module_id      uuid NOT NULL,
    -- The node that runs it; a node that starts anew fails what it left behind.
    node           varchar(64) NOT NULL,
    state          varchar(12) NOT NULL,
    reason         varchar(1000),
    context_digest varchar(71),
    git_url        varchar(500),
    git_commit     varchar(40),
    builder        varchar(200) NOT NULL,
    requested_by   varchar(64) NOT NULL,
    requested_at   timestamp(6) with time zone NOT NULL,
    started_at     timestamp(6) with time zone,
    ended_at       timestamp(6) with time zone,
    image_id       varchar(71),
    image_bytes    bigint,
    release_version varchar(64),
    CONSTRAINT module_build_module_fk FOREIGN KEY (module_id) REFERENCES module (id) ON DELETE CASCADE,
    CONSTRAINT module_build_state_known CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    CONSTRAINT module_build_one_source CHECK ((context_digest IS NULL) = (git_url IS NOT NULL))
);

CREATE INDEX module_build_module ON module_build (module_id, requested_at);
CREATE INDEX module_build_node ON module_build (node, state);

-- What builds said, some whole lines in a row, in the order of their numbers.
CREATE TABLE module_build_log (
    build_id uuid NOT NULL,
    number   integer NOT NULL,
    text     varchar(32768) NOT NULL,
    CONSTRAINT module_build_log_pk PRIMARY KEY (build_id, number),
    CONSTRAINT module_build_log_build_fk FOREIGN KEY (build_id) REFERENCES module_build (id) ON DELETE CASCADE
);
