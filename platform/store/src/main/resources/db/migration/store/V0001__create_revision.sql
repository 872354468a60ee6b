-- One row per snapshot that ever changed; a missing row counts as revision 0.
CREATE TABLE revision (
    name     varchar(100) NOT NULL,
    revision int8         NOT NULL,
    CONSTRAINT pk_revision PRIMARY KEY (name),
    CONSTRAINT ck_revision_positive CHECK (revision > 0)
);
