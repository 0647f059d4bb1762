-- API keys. The secret is 256 random bits, so its plain SHA-256 (hex) can't be searched; the prefix is for display only.
-- A key has one role, which may be less than its account's.
CREATE TABLE api_key (
    id                  uuid PRIMARY KEY,
    account_id          uuid NOT NULL,
    label               varchar(100) NOT NULL,
    role                varchar(16) NOT NULL,
    secret_sha256       varchar(64) NOT NULL,
    secret_prefix       varchar(16) NOT NULL,
    requests_per_minute integer NOT NULL,
    created_at          timestamp(6) with time zone NOT NULL,
    last_used_at        timestamp(6) with time zone,
    revoked_at          timestamp(6) with time zone,
    CONSTRAINT api_key_secret_unique UNIQUE (secret_sha256),
    CONSTRAINT api_key_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT api_key_role_known CHECK (role IN ('operator', 'user')),
    CONSTRAINT api_key_rate_positive CHECK (requests_per_minute > 0)
);

CREATE INDEX api_key_account ON api_key (account_id);
