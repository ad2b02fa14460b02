-- Who last completed a consult for a patient of a clinic that asks for continuity. The patient is a keyed hash.
CREATE TABLE patient_providers (
    clinic       TEXT    NOT NULL,
    patient_key  TEXT    NOT NULL,
    provider     TEXT    NOT NULL,
    completed_at INTEGER NOT NULL,
    PRIMARY KEY (clinic, patient_key)
) STRICT, WITHOUT ROWID;
