-- What the pages keep: rows without events, because nothing of it is a fact of a consult's or provider's life.

-- A browser's session. The token itself is nowhere.
CREATE TABLE sessions (
    token_hash bytea NOT NULL CONSTRAINT sessions_key PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    kind       text COLLATE "C" NOT NULL,
    subject    text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    seen_at    bigint NOT NULL,
    ends_at    bigint NOT NULL,
    ended_at   bigint
);

CREATE INDEX sessions_subject ON sessions (subject);
CREATE INDEX sessions_end ON sessions (ends_at);
CREATE INDEX sessions_ended ON sessions (ended_at) WHERE ended_at IS NOT NULL;

-- What a provider writes while serving a consult, sealed under the clinic's key. One text per assignment: who serves a
-- consult next does not see it.
CREATE TABLE draft_notes (
    consult  text COLLATE "C" NOT NULL,
    number   bigint NOT NULL,
    provider text COLLATE "C" NOT NULL,
    version  bigint NOT NULL,
    saved_at bigint NOT NULL,
    content  bytea NOT NULL,
    CONSTRAINT draft_notes_key PRIMARY KEY (consult, number)
);

-- How long consults waited that were first accepted within span seconds from start; state is empty for all together.
-- promised is the sum of what they were promised, in microseconds; waits a sketch of their distribution.
CREATE TABLE wait_history (
    span     bigint NOT NULL,
    state    text COLLATE "C" NOT NULL,
    start    bigint NOT NULL,
    accepted bigint NOT NULL,
    in_time  bigint NOT NULL,
    promised bigint NOT NULL,
    waits    bytea NOT NULL,
    CONSTRAINT wait_history_key PRIMARY KEY (span, state, start)
);

-- What a provider did within a quarter of an hour from start.
CREATE TABLE provider_figures (
    provider        text COLLATE "C" NOT NULL,
    start           bigint NOT NULL,
    offered         bigint NOT NULL,
    accepted        bigint NOT NULL,
    declined        bigint NOT NULL,
    expired         bigint NOT NULL,
    rescinded       bigint NOT NULL,
    released        bigint NOT NULL,
    served          bigint NOT NULL,
    on_duty_seconds bigint NOT NULL,
    serving_seconds bigint NOT NULL,
    CONSTRAINT provider_figures_key PRIMARY KEY (provider, start)
);

-- Processes that serve requests, as they last said how they are, and what the operator wants of them.
CREATE TABLE node_reports (
    node       text COLLATE "C" NOT NULL CONSTRAINT node_reports_key PRIMARY KEY,
    started_at bigint NOT NULL,
    seen_at    bigint NOT NULL,
    drain      smallint NOT NULL CHECK (drain IN (0, 1)),
    body       bytea NOT NULL
);
