-- Modules: software that miners run. The configuration is the text of a JSON object, at most 64 KiB.
CREATE TABLE module (
    id            uuid PRIMARY KEY,
    name          varchar(63) NOT NULL,
    type          varchar(16) NOT NULL,
    description   varchar(2000) NOT NULL,
    configuration varchar(65536) NOT NULL,
    status        varchar(16) NOT NULL,
    status_reason varchar(500),
    version       bigint NOT NULL,
    created_at    timestamp(6) with time zone NOT NULL,
    updated_at    timestamp(6) with time zone NOT NULL,
    CONSTRAINT module_name_unique UNIQUE (name),
    CONSTRAINT module_type_known CHECK (type IN ('docker', 'native', 'python', 'remote')),
    CONSTRAINT module_status_known CHECK (status IN ('registered', 'enabled', 'disabled', 'failed'))
);
