-- Every configuration that a module had. Rows are only ever added, until the module goes.
CREATE TABLE module_configuration_revision (
    id              uuid PRIMARY KEY,
    module_id       uuid NOT NULL,
    revision_number bigint NOT NULL,
    configuration   varchar(65536) NOT NULL,
    -- The earlier revision that it brought back.
    restored        bigint,
    written_by      varchar(64) NOT NULL,
    written_at      timestamp(6) with time zone NOT NULL,
    CONSTRAINT module_configuration_revision_unique UNIQUE (module_id, revision_number),
    CONSTRAINT module_configuration_revision_module_fk FOREIGN KEY (module_id) REFERENCES module (id)
);

-- Modules from before begin with what they have; a module's id does for its first revision too.
INSERT INTO module_configuration_revision (id, module_id, revision_number, configuration, written_by, written_at)
SELECT id, id, 1, configuration, 'unknown', updated_at FROM module;
