-- Times are microseconds since 1970-01-01 UTC. Bodies are JSON; the columns beside them are what queries filter by.

-- The truth. Rows lie in the order in which they were written, so that a transaction touches few pages; the key's index
-- makes a stream's head one seek.
CREATE TABLE events (
    stream  TEXT    NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    id      TEXT    NOT NULL,
    type    TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    payload BLOB    NOT NULL,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (stream, version)
) STRICT;

CREATE TABLE claims (
    scope      TEXT NOT NULL,
    key        TEXT NOT NULL,
    holder     TEXT NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX claims_expiry ON claims (expires_at) WHERE expires_at IS NOT NULL;

-- What never changes of a consult: written with its first event.
CREATE TABLE tickets (
    consult TEXT NOT NULL PRIMARY KEY,
    body    TEXT NOT NULL,
    patient BLOB
) STRICT;

-- What changes: small, because it is written with each event. provider is who serves it, or served it to the end.
CREATE TABLE consults (
    consult      TEXT    NOT NULL PRIMARY KEY,
    clinic       TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    status       TEXT    NOT NULL,
    provider     TEXT,
    version      INTEGER NOT NULL,
    requested_at INTEGER NOT NULL,
    accepted_at  INTEGER,
    accept_by    INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    ended        INTEGER NOT NULL CHECK (ended IN (0, 1)),
    body         TEXT    NOT NULL
) STRICT;

CREATE INDEX consults_list ON consults (clinic, requested_at, consult);
CREATE INDEX consults_accepted ON consults (state, accepted_at, requested_at, accept_by) WHERE accepted_at IS NOT NULL;

-- Serve a pool's activation and its sweeps, the list of states, the count by clinic, and providers' assignments. They
-- hold open consults only, and change where one begins, changes hands or ends.
CREATE INDEX consults_open ON consults (state, clinic) WHERE ended = 0;
CREATE INDEX consults_served ON consults (provider) WHERE provider IS NOT NULL AND ended = 0;

CREATE VIEW open_consults AS
    SELECT consult, clinic, state, status, provider, version, requested_at, accept_by, updated_at, ended
    FROM consults WHERE ended = 0;

CREATE TABLE offers (
    consult    TEXT    NOT NULL,
    offer      TEXT    NOT NULL,
    offered_at INTEGER NOT NULL,
    body       TEXT    NOT NULL,
    PRIMARY KEY (consult, offer)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
    id        TEXT    NOT NULL PRIMARY KEY,
    consult   TEXT    NOT NULL,
    clinic    TEXT    NOT NULL,
    provider  TEXT    NOT NULL,
    signed_at INTEGER NOT NULL,
    content   BLOB    NOT NULL
) STRICT;

CREATE TABLE provider_states (
    provider TEXT NOT NULL PRIMARY KEY,
    body     TEXT NOT NULL
) STRICT;

CREATE TABLE provider_licenses (
    provider TEXT NOT NULL,
    state    TEXT NOT NULL,
    PRIMARY KEY (provider, state)
) STRICT, WITHOUT ROWID;

CREATE INDEX provider_licenses_state ON provider_licenses (state, provider);

CREATE TABLE clinics (
    clinic TEXT NOT NULL PRIMARY KEY,
    body   TEXT NOT NULL
) STRICT;

CREATE TABLE access_keys (
    token_hash BLOB    NOT NULL PRIMARY KEY,
    subject    TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

-- wrapped_key is null once erased.
CREATE TABLE clinic_keys (
    clinic      TEXT NOT NULL PRIMARY KEY,
    wrapped_key BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE grain_states (
    grain_type TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    state_name TEXT    NOT NULL,
    etag       INTEGER NOT NULL,
    data       BLOB    NOT NULL,
    PRIMARY KEY (grain_type, key, state_name)
) STRICT;

-- Written to find out whether the store takes writes again.
CREATE TABLE probe (
    id        INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    probed_at INTEGER NOT NULL
) STRICT;

INSERT INTO probe (id, probed_at) VALUES (1, 0);
