-- Who may do what only one node at a time may do. Expiry is in the database's time, so that nodes' clocks don't matter.
CREATE TABLE lease (
    name       varchar(160) NOT NULL,
    owner      varchar(160) NOT NULL,
    -- Grows with each change of hands; a transaction of an owner whose token is an older one is refused.
    token      bigint NOT NULL,
    expires_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT lease_pk PRIMARY KEY (name),
    CONSTRAINT lease_token_range CHECK (token >= 1)
);
