-- When a consult that was asked for outside service hours joined the line: its wait counts from then. Null when it joined at
-- once, and of those that were asked for before this was kept.
ALTER TABLE consults ADD COLUMN opens_at bigint;
