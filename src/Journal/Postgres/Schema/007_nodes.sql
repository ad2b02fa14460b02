-- The processes of a cluster, each with the grain ids of its observers. An entry that is not renewed is of a dead one.
CREATE TABLE nodes (
    cluster text NOT NULL,
    name text NOT NULL,
    observer text,
    news text NOT NULL,
    beat bigint NOT NULL,
    renewed_at timestamptz NOT NULL,
    PRIMARY KEY (cluster, name)
);
