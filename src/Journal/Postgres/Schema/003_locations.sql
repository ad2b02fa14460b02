-- Locations that were removed stay, for the consults that name them.
CREATE TABLE locations (
    location text     COLLATE "C" NOT NULL CONSTRAINT locations_key PRIMARY KEY,
    clinic   text     COLLATE "C" NOT NULL,
    removed  smallint NOT NULL CHECK (removed IN (0, 1)),
    body     bytea    NOT NULL
);

CREATE INDEX locations_clinic ON locations (clinic, removed, location);

CREATE TABLE provider_npis (
    npi      text COLLATE "C" NOT NULL,
    provider text COLLATE "C" NOT NULL,
    CONSTRAINT provider_npis_key PRIMARY KEY (npi, provider)
);
