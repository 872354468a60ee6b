-- The log. One row of head is the tree's edge and the committer's fence; entry rows are never changed
-- except that aging empties body, and never deleted.

CREATE TABLE audit.head (
    id       smallint NOT NULL,
    size     bigint   NOT NULL,
    root     bytea    NOT NULL,
    frontier bytea    NOT NULL,
    CONSTRAINT pk_head PRIMARY KEY (id),
    CONSTRAINT ck_head_one_row CHECK (id = 1),
    CONSTRAINT ck_head_size CHECK (size >= 0),
    CONSTRAINT ck_head_root CHECK (length(root) = 32)
) WITH (fillfactor = 10); -- room for updates in place: one per commit

INSERT INTO audit.head (id, size, root, frontier)
VALUES (1, 0, sha256(''), '\x0000000000000000');

CREATE TABLE audit.entry (
    entry_index   bigint                   NOT NULL,
    receipt_id    uuid                     NOT NULL,
    hash          bytea                    NOT NULL, -- SHA-256(salt || body), what the tree holds
    salt          bytea                    NOT NULL,
    body          bytea,                             -- canonical JSON; null when aged
    type          text                     NOT NULL,
    time          timestamp with time zone NOT NULL,
    decision      text,
    reason        text,
    partner       text,
    contract      text,
    model         text,
    model_version bigint,
    caller        text                     NOT NULL,
    CONSTRAINT pk_entry PRIMARY KEY (entry_index),
    CONSTRAINT uq_entry_receipt UNIQUE (receipt_id),
    CONSTRAINT ck_entry_hash CHECK (length(hash) = 32),
    CONSTRAINT ck_entry_salt CHECK (length(salt) = 32)
);

CREATE INDEX ix_entry_partner ON audit.entry (partner, entry_index) WHERE partner IS NOT NULL;
CREATE INDEX ix_entry_contract ON audit.entry (contract, entry_index) WHERE contract IS NOT NULL;
CREATE INDEX ix_entry_model ON audit.entry (model, entry_index) WHERE model IS NOT NULL;
CREATE INDEX ix_entry_not_allowed ON audit.entry (entry_index) WHERE decision <> 'ALLOW';
CREATE INDEX ix_entry_event ON audit.entry (entry_index) WHERE type <> 'prediction';
CREATE INDEX ix_entry_time ON audit.entry USING brin (time);

-- What may be erased without touching a proof. No foreign key: both rows come from one statement.
CREATE TABLE audit.detached (
    entry_index  bigint NOT NULL,
    subject_tag  bytea, -- blind index of the pseudonym
    subject      bytea, -- the pseudonym, sealed
    subject_salt bytea, -- of the body's subject commitment
    explanation  bytea, -- canonical JSON, sealed
    CONSTRAINT pk_detached PRIMARY KEY (entry_index)
);

CREATE INDEX ix_detached_subject ON audit.detached (subject_tag, entry_index) WHERE subject_tag IS NOT NULL;

-- Roots of complete subtrees of 256, 256^2, ... leaves: the tiles above level 0.
CREATE TABLE audit.node (
    level      smallint NOT NULL,
    node_index bigint   NOT NULL,
    hash       bytea    NOT NULL,
    CONSTRAINT pk_node PRIMARY KEY (level, node_index),
    CONSTRAINT ck_node_hash CHECK (length(hash) = 32)
);

-- Events written by the transactions that caused them, on their way into the log.
CREATE TABLE audit.outbox (
    id            bigint                   NOT NULL GENERATED ALWAYS AS IDENTITY,
    receipt_id    uuid                     NOT NULL,
    salt          bytea                    NOT NULL,
    body          bytea                    NOT NULL,
    type          text                     NOT NULL,
    time          timestamp with time zone NOT NULL,
    partner       text,
    contract      text,
    model         text,
    model_version bigint,
    caller        text                     NOT NULL,
    parked        text, -- why the log could not take it; null while it waits
    CONSTRAINT pk_outbox PRIMARY KEY (id),
    CONSTRAINT uq_outbox_receipt UNIQUE (receipt_id)
);

CREATE TABLE audit.checkpoint (
    size bigint                   NOT NULL,
    root bytea                    NOT NULL,
    note text                     NOT NULL,
    time timestamp with time zone NOT NULL,
    kept boolean                  NOT NULL, -- the first of its hour stays
    CONSTRAINT pk_checkpoint PRIMARY KEY (size),
    CONSTRAINT ck_checkpoint_root CHECK (length(root) = 32)
);

CREATE INDEX ix_checkpoint_time ON audit.checkpoint (time);

-- The keys that this log was signed with since it began.
CREATE TABLE audit.log_key (
    vkey  text                     NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT pk_log_key PRIMARY KEY (vkey)
);
