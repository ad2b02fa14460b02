-- Locations that were removed stay, for the consults that name them.
CREATE TABLE locations (
    location TEXT    NOT NULL PRIMARY KEY,
    clinic   TEXT    NOT NULL,
    removed  INTEGER NOT NULL CHECK (removed IN (0, 1)),
    body     TEXT    NOT NULL
) STRICT;

CREATE INDEX locations_clinic ON locations (clinic, removed, location);

CREATE TABLE provider_npis (
    npi      TEXT NOT NULL,
    provider TEXT NOT NULL,
    PRIMARY KEY (npi, provider)
) STRICT, WITHOUT ROWID;

INSERT INTO provider_npis (npi, provider)
SELECT json_extract(body, '$.profile.npi'), provider FROM provider_states;

-- An NPI belongs to who had it first.
INSERT INTO claims (scope, key, holder, expires_at)
SELECT 'npi', npi, min(provider), NULL FROM provider_npis GROUP BY npi;
