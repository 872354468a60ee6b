-- What models on other servers are called with; the value is sealed with its name and origin.
CREATE TABLE upstream_credential (
    name         varchar(63)              NOT NULL,
    origin       varchar(512)             NOT NULL,
    sealed       bytea                    NOT NULL,
    stored_by    varchar(255)             NOT NULL,
    stored_at    timestamp with time zone NOT NULL,
    lock_version int8                     NOT NULL,
    CONSTRAINT pk_upstream_credential PRIMARY KEY (name)
);
