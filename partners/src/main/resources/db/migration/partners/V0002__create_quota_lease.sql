-- What the nodes have taken of a day's quota. No foreign key: a lease must not wait for a contract
-- that is being changed.
CREATE TABLE quota_lease (
    contract_id  varchar(63) NOT NULL,
    day          date        NOT NULL,
    leased       bigint      NOT NULL,
    last_portion bigint      NOT NULL,
    CONSTRAINT pk_quota_lease PRIMARY KEY (contract_id, day),
    CONSTRAINT ck_quota_lease__leased CHECK (leased >= 0)
) WITH (fillfactor = 50);
