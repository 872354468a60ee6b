CREATE TABLE thing (
    id   int8        NOT NULL,
    name varchar(50) NOT NULL,
    CONSTRAINT pk_thing PRIMARY KEY (id)
);
