-- Keys whose signatures of releases count, and those that did once. Private keys are in no database.
CREATE TABLE trusted_key (
    -- SHA-256 of the public key, in hexadecimal digits.
    id         varchar(64) PRIMARY KEY,
    name       varchar(64) NOT NULL,
    public_key varchar(100) NOT NULL,
    added_by   varchar(64) NOT NULL,
    added_at   timestamp(6) with time zone NOT NULL,
    revoked_by varchar(64),
    revoked_at timestamp(6) with time zone,
    reason     varchar(500),
    CONSTRAINT trusted_key_name_unique UNIQUE (name)
);

-- Signatures of releases' manifests; they go with the release. A signer need not be trusted any more.
CREATE TABLE release_signature (
    release_id uuid NOT NULL,
    key_id     varchar(64) NOT NULL,
    signature  varchar(100) NOT NULL,
    added_by   varchar(64) NOT NULL,
    added_at   timestamp(6) with time zone NOT NULL,
    CONSTRAINT release_signature_pk PRIMARY KEY (release_id, key_id),
    CONSTRAINT release_signature_release_fk FOREIGN KEY (release_id) REFERENCES module_release (id) ON DELETE CASCADE
);
