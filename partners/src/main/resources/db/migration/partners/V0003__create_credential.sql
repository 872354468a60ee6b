CREATE TABLE credential (
    id          varchar(40)              NOT NULL,
    name        varchar(100)             NOT NULL,
    partner_id  varchar(63)              NOT NULL,
    secret_hash bytea                    NOT NULL,
    tail        varchar(4)               NOT NULL,
    created_by  varchar(255)             NOT NULL,
    created_at  timestamp with time zone NOT NULL,
    expires_at  timestamp with time zone NOT NULL,
    revoked_at  timestamp with time zone,
    version     integer                  NOT NULL,
    CONSTRAINT pk_credential PRIMARY KEY (id),
    CONSTRAINT fk_credential__partner FOREIGN KEY (partner_id) REFERENCES partner (id),
    CONSTRAINT ck_credential__secret_hash CHECK (octet_length(secret_hash) = 32)
);
CREATE INDEX ix_credential__partner ON credential (partner_id, created_at);

CREATE TABLE credential_scope (
    credential_id varchar(40) NOT NULL,
    scope         varchar(20) NOT NULL,
    CONSTRAINT pk_credential_scope PRIMARY KEY (credential_id, scope),
    CONSTRAINT fk_credential_scope__credential
        FOREIGN KEY (credential_id) REFERENCES credential (id)
);

CREATE TABLE credential_model (
    credential_id varchar(40) NOT NULL,
    model         varchar(63) NOT NULL,
    CONSTRAINT pk_credential_model PRIMARY KEY (credential_id, model),
    CONSTRAINT fk_credential_model__credential
        FOREIGN KEY (credential_id) REFERENCES credential (id)
);
