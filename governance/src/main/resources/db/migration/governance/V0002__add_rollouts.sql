-- Labels beside 'champion', which the terms say.
CREATE TABLE model_alias (
    model_id    uuid                     NOT NULL,
    label       varchar(63)              NOT NULL,
    version_id  uuid                     NOT NULL,
    assigned_by varchar(255)             NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    CONSTRAINT pk_model_alias PRIMARY KEY (model_id, label),
    CONSTRAINT fk_model_alias_model FOREIGN KEY (model_id) REFERENCES model (id),
    CONSTRAINT fk_model_alias_version FOREIGN KEY (version_id) REFERENCES model_version (id),
    CONSTRAINT ck_model_alias_label CHECK (
        label ~ '^[a-z][a-z0-9._-]*$' AND label <> 'champion')
);
CREATE INDEX ix_model_alias_version ON model_alias (version_id);

-- At most one canary and one shadow per model.
CREATE TABLE traffic_share (
    model_id   uuid                     NOT NULL,
    kind       varchar(20)              NOT NULL,
    version_id uuid                     NOT NULL,
    per_mille  int4                     NOT NULL,
    given_by   varchar(255)             NOT NULL,
    given_at   timestamp with time zone NOT NULL,
    CONSTRAINT pk_traffic_share PRIMARY KEY (model_id, kind),
    CONSTRAINT fk_traffic_share_model FOREIGN KEY (model_id) REFERENCES model (id),
    CONSTRAINT fk_traffic_share_version FOREIGN KEY (version_id) REFERENCES model_version (id),
    CONSTRAINT ck_traffic_share_kind CHECK (kind IN ('CANARY', 'SHADOW')),
    CONSTRAINT ck_traffic_share_per_mille CHECK (per_mille BETWEEN 1 AND 1000)
);
CREATE INDEX ix_traffic_share_version ON traffic_share (version_id);

-- Counted by every node, added up here.
CREATE TABLE shadow_comparison (
    shadow_id      uuid                     NOT NULL,
    champion_id    uuid                     NOT NULL,
    compared       int8                     NOT NULL,
    failed         int8                     NOT NULL,
    dropped        int8                     NOT NULL,
    labels         int8                     NOT NULL,
    agreed         int8                     NOT NULL,
    max_difference float8                   NOT NULL,
    since          timestamp with time zone NOT NULL,
    CONSTRAINT pk_shadow_comparison PRIMARY KEY (shadow_id, champion_id),
    CONSTRAINT fk_shadow_comparison_shadow FOREIGN KEY (shadow_id) REFERENCES model_version (id),
    CONSTRAINT fk_shadow_comparison_champion FOREIGN KEY (champion_id)
        REFERENCES model_version (id)
);
CREATE INDEX ix_shadow_comparison_champion ON shadow_comparison (champion_id);
