-- Who did what, when, on what. Rows are only ever added; the actor is a name, so that it outlives its account.
CREATE TABLE audit_entry (
    id      uuid PRIMARY KEY,
    at      timestamp(6) with time zone NOT NULL,
    actor   varchar(64) NOT NULL,
    action  varchar(64) NOT NULL,
    subject varchar(200) NOT NULL,
    detail  varchar(1000)
);

CREATE INDEX audit_entry_at ON audit_entry (at);
