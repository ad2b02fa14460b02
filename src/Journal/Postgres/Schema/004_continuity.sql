-- Who last completed a consult for a patient of a clinic that asks for continuity. The patient is a keyed hash.
CREATE TABLE patient_providers (
    clinic       text   COLLATE "C" NOT NULL,
    patient_key  text   COLLATE "C" NOT NULL,
    provider     text   COLLATE "C" NOT NULL,
    completed_at bigint NOT NULL,
    CONSTRAINT patient_providers_key PRIMARY KEY (clinic, patient_key)
);
