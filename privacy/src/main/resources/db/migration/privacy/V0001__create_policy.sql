CREATE TABLE policy (
    id              varchar(63) NOT NULL,
    latest_revision integer     NOT NULL,
    version         integer     NOT NULL,
    CONSTRAINT pk_policy PRIMARY KEY (id),
    CONSTRAINT ck_policy__latest_revision CHECK (latest_revision >= 1)
);

-- Revisions are never changed: auditors read what was in force when.
CREATE TABLE policy_revision (
    ref          varchar(80)              NOT NULL,
    policy_id    varchar(63)              NOT NULL,
    revision     integer                  NOT NULL,
    name         varchar(63)              NOT NULL,
    description  varchar(2000),
    document     text                     NOT NULL,
    digest       varchar(80)              NOT NULL,
    published_by varchar(255)             NOT NULL,
    published_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_policy_revision PRIMARY KEY (ref),
    CONSTRAINT uq_policy_revision__policy_revision UNIQUE (policy_id, revision),
    CONSTRAINT fk_policy_revision__policy FOREIGN KEY (policy_id) REFERENCES policy (id)
);
