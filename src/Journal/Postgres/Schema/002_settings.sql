-- The current version of each document that the operator edits; older ones are in its stream.
CREATE TABLE settings (
    kind       text   COLLATE "C" NOT NULL,
    scope      text   COLLATE "C" NOT NULL,
    version    bigint NOT NULL,
    changed_at bigint NOT NULL,
    changed_by text   COLLATE "C" NOT NULL,
    body       bytea  NOT NULL,
    CONSTRAINT settings_key PRIMARY KEY (kind, scope)
);

CREATE INDEX settings_changed ON settings (changed_at);
