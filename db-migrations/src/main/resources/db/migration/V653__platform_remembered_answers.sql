-- Answers to requests that carried an Idempotency-Key, kept for a day: a repeated request gets them again.
CREATE TABLE remembered_answer (
    id          uuid PRIMARY KEY,
    account     varchar(64) NOT NULL,
    request_key varchar(128) NOT NULL,
    -- SHA-256 (hex) of method, path and body.
    fingerprint varchar(64) NOT NULL,
    status      integer,
    location    varchar(500),
    entity_tag  varchar(100),
    body        varchar(262144),
    created_at  timestamp(6) with time zone NOT NULL,
    CONSTRAINT remembered_answer_key_unique UNIQUE (account, request_key)
);

CREATE INDEX remembered_answer_created_at ON remembered_answer (created_at);
