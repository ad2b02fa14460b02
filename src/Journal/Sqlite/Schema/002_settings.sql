-- The current version of each document that the operator edits; older ones are in its stream.
CREATE TABLE settings (
    kind       TEXT    NOT NULL,
    scope      TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_by TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    PRIMARY KEY (kind, scope)
) STRICT;

CREATE INDEX settings_changed ON settings (changed_at);
