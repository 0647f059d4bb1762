-- Releases of modules. All but the state is written once. Resources and settings are the texts of JSON objects.
CREATE TABLE module_release (
    id                uuid PRIMARY KEY,
    module_id         uuid NOT NULL,
    release_version   varchar(64) NOT NULL,
    digest            varchar(71) NOT NULL,
    interface_version varchar(9) NOT NULL,
    artifact          varchar(500),
    memory_bytes      bigint NOT NULL,
    cpu_millis        integer NOT NULL,
    gpus              integer NOT NULL,
    disk_bytes        bigint NOT NULL,
    settings          varchar(65536) NOT NULL,
    notes             varchar(2000) NOT NULL,
    state             varchar(12) NOT NULL,
    state_reason      varchar(500),
    created_by        varchar(64) NOT NULL,
    created_at        timestamp(6) with time zone NOT NULL,
    state_changed_at  timestamp(6) with time zone NOT NULL,
    version           bigint NOT NULL,
    CONSTRAINT module_release_version_unique UNIQUE (module_id, release_version),
    CONSTRAINT module_release_digest_unique UNIQUE (digest),
    CONSTRAINT module_release_module_fk FOREIGN KEY (module_id) REFERENCES module (id),
    CONSTRAINT module_release_state_known CHECK (state IN ('draft', 'published', 'deprecated', 'yanked'))
);

-- Who needs a release. As long as a row stands, the database itself lets nobody delete the release.
CREATE TABLE release_usage (
    id         uuid PRIMARY KEY,
    release_id uuid NOT NULL,
    kind       varchar(16) NOT NULL,
    name       varchar(100) NOT NULL,
    since      timestamp(6) with time zone NOT NULL,
    CONSTRAINT release_usage_unique UNIQUE (release_id, kind, name),
    CONSTRAINT release_usage_release_fk FOREIGN KEY (release_id) REFERENCES module_release (id),
    CONSTRAINT release_usage_kind_known CHECK (kind IN ('channel', 'deployment'))
);

CREATE TABLE module_channel (
    id         uuid PRIMARY KEY,
    module_id  uuid NOT NULL,
    name       varchar(32) NOT NULL,
    release_id uuid NOT NULL,
    moved_by   varchar(64) NOT NULL,
    moved_at   timestamp(6) with time zone NOT NULL,
    version    bigint NOT NULL,
    CONSTRAINT module_channel_name_unique UNIQUE (module_id, name),
    CONSTRAINT module_channel_module_fk FOREIGN KEY (module_id) REFERENCES module (id),
    CONSTRAINT module_channel_release_fk FOREIGN KEY (release_id) REFERENCES module_release (id)
);

-- Rows are only ever added, until the module goes.
CREATE TABLE module_channel_move (
    id           uuid PRIMARY KEY,
    module_id    uuid NOT NULL,
    channel      varchar(32) NOT NULL,
    from_version varchar(64),
    to_version   varchar(64),
    back         boolean NOT NULL,
    reason       varchar(500),
    moved_by     varchar(64) NOT NULL,
    moved_at     timestamp(6) with time zone NOT NULL,
    CONSTRAINT module_channel_move_module_fk FOREIGN KEY (module_id) REFERENCES module (id)
);

CREATE INDEX module_channel_move_channel ON module_channel_move (module_id, channel, moved_at);
