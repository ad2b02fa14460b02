-- What the pages keep: rows without events, because nothing of it is a fact of a consult's or provider's life.

-- A browser's session. The token itself is nowhere.
CREATE TABLE sessions (
    token_hash BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    kind       TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    ends_at    INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_subject ON sessions (subject);
CREATE INDEX sessions_end ON sessions (ends_at);
CREATE INDEX sessions_ended ON sessions (ended_at) WHERE ended_at IS NOT NULL;

-- What a provider writes while serving a consult, sealed under the clinic's key. One text per assignment: who serves a
-- consult next does not see it.
CREATE TABLE draft_notes (
    consult  TEXT    NOT NULL,
    number   INTEGER NOT NULL,
    provider TEXT    NOT NULL,
    version  INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    content  BLOB    NOT NULL,
    PRIMARY KEY (consult, number)
) STRICT, WITHOUT ROWID;

-- How long consults waited that were first accepted within span seconds from start; state is empty for all together.
-- promised is the sum of what they were promised, in microseconds; waits a sketch of their distribution.
CREATE TABLE wait_history (
    span     INTEGER NOT NULL,
    state    TEXT    NOT NULL,
    start    INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    in_time  INTEGER NOT NULL,
    promised INTEGER NOT NULL,
    waits    BLOB    NOT NULL,
    PRIMARY KEY (span, state, start)
) STRICT, WITHOUT ROWID;

-- What a provider did within a quarter of an hour from start.
CREATE TABLE provider_figures (
    provider        TEXT    NOT NULL,
    start           INTEGER NOT NULL,
    offered         INTEGER NOT NULL,
    accepted        INTEGER NOT NULL,
    declined        INTEGER NOT NULL,
    expired         INTEGER NOT NULL,
    rescinded       INTEGER NOT NULL,
    released        INTEGER NOT NULL,
    served          INTEGER NOT NULL,
    on_duty_seconds INTEGER NOT NULL,
    serving_seconds INTEGER NOT NULL,
    PRIMARY KEY (provider, start)
) STRICT, WITHOUT ROWID;

-- Processes that serve requests, as they last said how they are, and what the operator wants of them.
CREATE TABLE node_reports (
    node       TEXT    NOT NULL PRIMARY KEY,
    started_at INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    drain      INTEGER NOT NULL CHECK (drain IN (0, 1)),
    body       BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
