CREATE TABLE partner (
    id         varchar(63)              NOT NULL,
    name       varchar(200)             NOT NULL,
    country    varchar(2),
    created_at timestamp with time zone NOT NULL,
    version    integer                  NOT NULL,
    CONSTRAINT pk_partner PRIMARY KEY (id)
);

-- One row per revision; contracts pin theirs.
CREATE TABLE plan (
    ref                 varchar(80)              NOT NULL,
    plan_id             varchar(63)              NOT NULL,
    revision            integer                  NOT NULL,
    name                varchar(200)             NOT NULL,
    price               numeric                  NOT NULL,
    currency            varchar(3)               NOT NULL,
    requests_per_second bigint                   NOT NULL,
    calls_per_day       bigint                   NOT NULL,
    published_at        timestamp with time zone NOT NULL,
    CONSTRAINT pk_plan PRIMARY KEY (ref),
    CONSTRAINT uq_plan__plan_revision UNIQUE (plan_id, revision),
    CONSTRAINT ck_plan__price CHECK (price >= 0),
    CONSTRAINT ck_plan__requests_per_second CHECK (requests_per_second >= 1),
    CONSTRAINT ck_plan__calls_per_day CHECK (calls_per_day >= 1)
);

CREATE SEQUENCE contract_number;

CREATE TABLE contract (
    id             varchar(63)              NOT NULL,
    number         bigint                   NOT NULL,
    revision       integer                  NOT NULL,
    state          varchar(20)              NOT NULL,
    partner_id     varchar(63)              NOT NULL,
    plan_ref       varchar(80)              NOT NULL,
    masking_policy varchar(63),
    valid_from     timestamp with time zone NOT NULL,
    valid_to       timestamp with time zone,
    version        integer                  NOT NULL,
    CONSTRAINT pk_contract PRIMARY KEY (id),
    CONSTRAINT uq_contract__number UNIQUE (number),
    CONSTRAINT fk_contract__partner FOREIGN KEY (partner_id) REFERENCES partner (id),
    CONSTRAINT fk_contract__plan FOREIGN KEY (plan_ref) REFERENCES plan (ref),
    CONSTRAINT ck_contract__revision CHECK (revision >= 1),
    CONSTRAINT ck_contract__valid CHECK (valid_to > valid_from),
    CONSTRAINT ck_contract__state CHECK (state IN
        ('DRAFT', 'OFFERED', 'SIGNED', 'ACTIVE', 'SUSPENDED', 'TERMINATED', 'WITHDRAWN'))
);
CREATE INDEX ix_contract__partner ON contract (partner_id, number);

CREATE TABLE contract_model (
    contract_id varchar(63) NOT NULL,
    model       varchar(63) NOT NULL,
    CONSTRAINT pk_contract_model PRIMARY KEY (contract_id, model),
    CONSTRAINT fk_contract_model__contract FOREIGN KEY (contract_id) REFERENCES contract (id)
);

CREATE TABLE contract_purpose (
    contract_id varchar(63) NOT NULL,
    purpose     varchar(63) NOT NULL,
    CONSTRAINT pk_contract_purpose PRIMARY KEY (contract_id, purpose),
    CONSTRAINT fk_contract_purpose__contract FOREIGN KEY (contract_id) REFERENCES contract (id)
);

CREATE TABLE contract_hidden_output (
    contract_id varchar(63)  NOT NULL,
    model       varchar(63)  NOT NULL,
    output      varchar(256) NOT NULL,
    CONSTRAINT pk_contract_hidden_output PRIMARY KEY (contract_id, model, output),
    CONSTRAINT fk_contract_hidden_output__contract
        FOREIGN KEY (contract_id) REFERENCES contract (id)
);

CREATE TABLE contract_step (
    contract_id varchar(63)              NOT NULL,
    position    integer                  NOT NULL,
    state       varchar(20)              NOT NULL,
    taken_by    varchar(255)             NOT NULL,
    taken_at    timestamp with time zone NOT NULL,
    comment     varchar(2000),
    CONSTRAINT pk_contract_step PRIMARY KEY (contract_id, position),
    CONSTRAINT fk_contract_step__contract FOREIGN KEY (contract_id) REFERENCES contract (id)
);
