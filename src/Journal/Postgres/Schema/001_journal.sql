-- Times are microseconds since 1970-01-01 UTC. Bodies are JSON as bytes: nothing here looks into them, so nothing
-- parses them. Keys compare byte by byte, as in every other store, whatever the database's collation.

-- The truth.
CREATE TABLE events (
    stream  text   COLLATE "C" NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    id      text   COLLATE "C" NOT NULL,
    type    text   COLLATE "C" NOT NULL,
    at      bigint NOT NULL,
    payload bytea  NOT NULL,
    hash    bytea  NOT NULL CHECK (octet_length(hash) = 32),
    CONSTRAINT events_version PRIMARY KEY (stream, version)
);

CREATE TABLE claims (
    scope      text COLLATE "C" NOT NULL,
    key        text COLLATE "C" NOT NULL,
    holder     text COLLATE "C" NOT NULL,
    expires_at bigint,
    CONSTRAINT claims_key PRIMARY KEY (scope, key)
);

CREATE INDEX claims_expiry ON claims (expires_at) WHERE expires_at IS NOT NULL;

-- What never changes of a consult: written with its first event. The list of a clinic's consults is in the order of
-- this table's index, because a row of consults that moves is entered again in every index of its table.
CREATE TABLE tickets (
    consult      text   COLLATE "C" NOT NULL CONSTRAINT tickets_key PRIMARY KEY,
    clinic       text   COLLATE "C" NOT NULL,
    requested_at bigint NOT NULL,
    body         bytea  NOT NULL,
    patient      bytea
);

CREATE INDEX tickets_list ON tickets (clinic, requested_at, consult);

-- What changes: small, because it is written with each event. provider is who serves it, or served it to the end.
-- Room on each page: a row changes several times within seconds, and a new version on the same page needs no new entry
-- in the indexes as long as no indexed column changes.
CREATE TABLE consults (
    consult      text     COLLATE "C" NOT NULL CONSTRAINT consults_key PRIMARY KEY,
    clinic       text     COLLATE "C" NOT NULL,
    state        text     COLLATE "C" NOT NULL,
    status       text     COLLATE "C" NOT NULL,
    provider     text     COLLATE "C",
    version      bigint   NOT NULL,
    requested_at bigint   NOT NULL,
    accepted_at  bigint,
    accept_by    bigint   NOT NULL,
    updated_at   bigint   NOT NULL,
    ended        smallint NOT NULL CHECK (ended IN (0, 1)),
    body         bytea    NOT NULL
) WITH (fillfactor = 60);

CREATE INDEX consults_accepted ON consults (state, accepted_at) WHERE accepted_at IS NOT NULL;

-- Serve a pool's activation and its sweeps, the list of states, the count by clinic, and providers' assignments. They
-- hold open consults only, and change where one begins, changes hands or ends.
CREATE INDEX consults_open ON consults (state, clinic) WHERE ended = 0;
CREATE INDEX consults_served ON consults (provider) WHERE provider IS NOT NULL AND ended = 0;

CREATE VIEW open_consults AS
    SELECT consult, clinic, state, status, provider, version, requested_at, accept_by, updated_at, ended
    FROM consults WHERE ended = 0;

CREATE TABLE offers (
    consult    text   COLLATE "C" NOT NULL,
    offer      text   COLLATE "C" NOT NULL,
    offered_at bigint NOT NULL,
    body       bytea  NOT NULL,
    CONSTRAINT offers_key PRIMARY KEY (consult, offer)
) WITH (fillfactor = 70);

CREATE TABLE orders (
    id        text   COLLATE "C" NOT NULL CONSTRAINT orders_key PRIMARY KEY,
    consult   text   COLLATE "C" NOT NULL,
    clinic    text   COLLATE "C" NOT NULL,
    provider  text   COLLATE "C" NOT NULL,
    signed_at bigint NOT NULL,
    content   bytea  NOT NULL
);

CREATE TABLE provider_states (
    provider text  COLLATE "C" NOT NULL CONSTRAINT provider_states_key PRIMARY KEY,
    body     bytea NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE provider_licenses (
    provider text COLLATE "C" NOT NULL,
    state    text COLLATE "C" NOT NULL,
    CONSTRAINT provider_licenses_key PRIMARY KEY (provider, state)
);

CREATE INDEX provider_licenses_state ON provider_licenses (state, provider);

CREATE TABLE clinics (
    clinic text  COLLATE "C" NOT NULL CONSTRAINT clinics_key PRIMARY KEY,
    body   bytea NOT NULL
);

CREATE TABLE access_keys (
    token_hash bytea  NOT NULL CONSTRAINT access_keys_key PRIMARY KEY,
    subject    text   COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    revoked_at bigint
);

-- wrapped_key is null once erased.
CREATE TABLE clinic_keys (
    clinic      text COLLATE "C" NOT NULL CONSTRAINT clinic_keys_key PRIMARY KEY,
    wrapped_key bytea
);

CREATE TABLE grain_states (
    grain_type text   COLLATE "C" NOT NULL,
    key        text   COLLATE "C" NOT NULL,
    state_name text   COLLATE "C" NOT NULL,
    etag       bigint NOT NULL,
    data       bytea  NOT NULL,
    CONSTRAINT grain_states_key PRIMARY KEY (grain_type, key, state_name)
);

-- Sealed data does not compress, and trying costs.
ALTER TABLE events ALTER COLUMN payload SET STORAGE EXTERNAL;
ALTER TABLE tickets ALTER COLUMN patient SET STORAGE EXTERNAL;
ALTER TABLE orders ALTER COLUMN content SET STORAGE EXTERNAL;

-- Written to find out whether the store takes writes again.
CREATE TABLE probe (
    id        smallint NOT NULL CONSTRAINT probe_key PRIMARY KEY CHECK (id = 1),
    probed_at bigint   NOT NULL
);

INSERT INTO probe (id, probed_at) VALUES (1, 0);
