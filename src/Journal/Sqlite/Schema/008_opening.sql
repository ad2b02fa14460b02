-- When a consult that was asked for outside service hours joined the line: its wait counts from then. Null when it joined at
-- once, and of those that were asked for before this was kept.
ALTER TABLE consults ADD COLUMN opens_at INTEGER;

DROP INDEX consults_accepted;
CREATE INDEX consults_accepted ON consults (state, accepted_at, requested_at, opens_at, accept_by) WHERE accepted_at IS NOT NULL;
