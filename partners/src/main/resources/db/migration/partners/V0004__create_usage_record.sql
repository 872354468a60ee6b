-- Written by the log's committer in the batch's own statement: no foreign keys, two indexes.
CREATE TABLE usage_record (
    entry_index bigint                   NOT NULL,
    contract    varchar(63),
    partner     varchar(63),
    model       varchar(63),
    decision    varchar(10)              NOT NULL,
    time        timestamp with time zone NOT NULL,
    day         date                     NOT NULL,
    calls       bigint                   NOT NULL,
    rows        bigint                   NOT NULL,
    price       numeric                  NOT NULL,
    currency    varchar(3),
    CONSTRAINT pk_usage_record PRIMARY KEY (entry_index),
    CONSTRAINT ck_usage_record__decision CHECK (decision IN ('ALLOW', 'REFUSE', 'FAULT'))
);

-- Both questions are answered from this index alone.
CREATE INDEX ix_usage_record__contract_day
    ON usage_record (contract, day) INCLUDE (decision, calls, price);
