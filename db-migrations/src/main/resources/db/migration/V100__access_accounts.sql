-- Who may use the deployment. Password hashes are PHC strings (argon2id), which carry their own parameters.
CREATE TABLE account (
    id            uuid PRIMARY KEY,
    name          varchar(64) NOT NULL,
    password_hash varchar(255) NOT NULL,
    created_at    timestamp(6) with time zone NOT NULL,
    CONSTRAINT account_name_unique UNIQUE (name)
);

CREATE TABLE account_role (
    account_id uuid NOT NULL,
    role       varchar(16) NOT NULL,
    CONSTRAINT account_role_pk PRIMARY KEY (account_id, role),
    CONSTRAINT account_role_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT account_role_known CHECK (role IN ('operator', 'user'))
);
