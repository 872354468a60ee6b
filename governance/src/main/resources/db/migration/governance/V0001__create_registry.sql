-- Files of a model, by the digest of their listing; the truth behind every node's cache.
CREATE TABLE artefact (
    digest    varchar(71)              NOT NULL,
    bytes     int8                     NOT NULL,
    stored_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_artefact PRIMARY KEY (digest),
    CONSTRAINT ck_artefact_digest CHECK (digest ~ '^sha256:[0-9a-f]{64}$')
);

CREATE TABLE artefact_file (
    digest   varchar(71) NOT NULL,
    position int4        NOT NULL,
    path     text        NOT NULL,
    bytes    int8        NOT NULL,
    sha256   varchar(64) NOT NULL,
    CONSTRAINT pk_artefact_file PRIMARY KEY (digest, position),
    CONSTRAINT uq_artefact_file_path UNIQUE (digest, path),
    CONSTRAINT fk_artefact_file_artefact FOREIGN KEY (digest)
        REFERENCES artefact (digest) ON DELETE CASCADE
);

CREATE TABLE artefact_chunk (
    digest   varchar(71) NOT NULL,
    position int4        NOT NULL,
    sequence int4        NOT NULL,
    content  bytea       NOT NULL,
    CONSTRAINT pk_artefact_chunk PRIMARY KEY (digest, position, sequence),
    CONSTRAINT fk_artefact_chunk_file FOREIGN KEY (digest, position)
        REFERENCES artefact_file (digest, position) ON DELETE CASCADE
);
-- Weights do not compress; trying costs time.
ALTER TABLE artefact_chunk ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE model (
    id           uuid                     NOT NULL,
    name         varchar(63)              NOT NULL,
    owner        varchar(255)             NOT NULL,
    created_at   timestamp with time zone NOT NULL,
    lock_version int8                     NOT NULL,
    CONSTRAINT pk_model PRIMARY KEY (id),
    CONSTRAINT uq_model_name UNIQUE (name)
);

CREATE TABLE model_version (
    id            uuid         NOT NULL,
    model_id      uuid         NOT NULL,
    number        int8         NOT NULL,
    state         varchar(20)  NOT NULL,
    digest        varchar(71)  NOT NULL,
    engine        varchar(40)  NOT NULL,
    bytes         int8         NOT NULL,
    signatures    text         NOT NULL,
    registered_by varchar(255) NOT NULL,
    submitted_by  varchar(255),
    decided_by    varchar(255),
    lock_version  int8         NOT NULL,
    CONSTRAINT pk_model_version PRIMARY KEY (id),
    CONSTRAINT uq_model_version_number UNIQUE (model_id, number),
    CONSTRAINT fk_model_version_model FOREIGN KEY (model_id) REFERENCES model (id),
    CONSTRAINT fk_model_version_artefact FOREIGN KEY (digest) REFERENCES artefact (digest),
    CONSTRAINT ck_model_version_number CHECK (number > 0),
    CONSTRAINT ck_model_version_state CHECK (
        state IN ('DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED', 'DEPLOYED', 'STOPPED')),
    CONSTRAINT ck_model_version_four_eyes CHECK (
        state NOT IN ('APPROVED', 'DEPLOYED', 'STOPPED')
        OR (decided_by IS NOT NULL AND decided_by <> registered_by AND decided_by <> submitted_by))
);
CREATE INDEX ix_model_version_state ON model_version (state);

-- What happened to a version; rows are only added.
CREATE TABLE version_step (
    version_id uuid                     NOT NULL,
    sequence   int4                     NOT NULL,
    state      varchar(20)              NOT NULL,
    actor      varchar(255)             NOT NULL,
    happened   timestamp with time zone NOT NULL,
    comment    text,
    CONSTRAINT pk_version_step PRIMARY KEY (version_id, sequence),
    CONSTRAINT fk_version_step_version FOREIGN KEY (version_id) REFERENCES model_version (id)
);

-- Who was champion when; the newest row is. `former` is the row a roll-back returns to.
CREATE TABLE champion_term (
    model_id     uuid                     NOT NULL,
    sequence     int4                     NOT NULL,
    version_id   uuid                     NOT NULL,
    former       int4,
    appointed_by varchar(255)             NOT NULL,
    appointed_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_champion_term PRIMARY KEY (model_id, sequence),
    CONSTRAINT fk_champion_term_model FOREIGN KEY (model_id) REFERENCES model (id),
    CONSTRAINT fk_champion_term_version FOREIGN KEY (version_id) REFERENCES model_version (id),
    CONSTRAINT ck_champion_term_former CHECK (former < sequence)
);
CREATE INDEX ix_champion_term_version ON champion_term (version_id);

CREATE TABLE card (
    model_id     uuid                     NOT NULL,
    text         text                     NOT NULL,
    settings     text                     NOT NULL,
    changed_by   varchar(255)             NOT NULL,
    changed_at   timestamp with time zone NOT NULL,
    lock_version int8                     NOT NULL,
    CONSTRAINT pk_card PRIMARY KEY (model_id),
    CONSTRAINT fk_card_model FOREIGN KEY (model_id) REFERENCES model (id)
);
