-- Verifications of releases, and what came of them; all of it goes with the release.
CREATE TABLE release_verification (
    id         uuid PRIMARY KEY,
    release_id uuid NOT NULL,
    state      varchar(12) NOT NULL,
    stage      varchar(16),
    reason     varchar(2000),
    node       varchar(64) NOT NULL,
    started_by varchar(64) NOT NULL,
    started_at timestamp(6) with time zone NOT NULL,
    ended_at   timestamp(6) with time zone,
    -- 1 while it runs, else null: so a node runs one at once, and a release has one at once.
    slot       smallint,
    CONSTRAINT release_verification_node_unique UNIQUE (node, slot),
    CONSTRAINT release_verification_release_unique UNIQUE (release_id, slot),
    CONSTRAINT release_verification_release_fk FOREIGN KEY (release_id) REFERENCES module_release (id) ON DELETE CASCADE,
    CONSTRAINT release_verification_state_known
        CHECK (state IN ('running', 'passed', 'refused', 'failed', 'cancelled', 'interrupted'))
);

CREATE INDEX release_verification_latest ON release_verification (release_id, started_at);

-- A stage's report as canonical JSON.
CREATE TABLE release_evidence (
    verification_id uuid NOT NULL,
    stage           varchar(16) NOT NULL,
    report          text NOT NULL,
    CONSTRAINT release_evidence_pk PRIMARY KEY (verification_id, stage),
    CONSTRAINT release_evidence_verification_fk
        FOREIGN KEY (verification_id) REFERENCES release_verification (id) ON DELETE CASCADE
);

-- The passport that holds: that of the last verification that came to its end.
CREATE TABLE release_passport (
    release_id      uuid PRIMARY KEY,
    verification_id uuid NOT NULL,
    passed          boolean NOT NULL,
    -- The bytes that were signed, and the signature beside them.
    passport        text NOT NULL,
    signature       varchar(1000) NOT NULL,
    -- CycloneDX, where the image could be read.
    bill            text,
    issued_at       timestamp(6) with time zone NOT NULL,
    CONSTRAINT release_passport_release_fk FOREIGN KEY (release_id) REFERENCES module_release (id) ON DELETE CASCADE,
    CONSTRAINT release_passport_verification_fk
        FOREIGN KEY (verification_id) REFERENCES release_verification (id) ON DELETE CASCADE
);
