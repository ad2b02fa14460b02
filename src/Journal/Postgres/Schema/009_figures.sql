-- What is too old is deleted every hour, within a transaction that appends wait for: it is looked up, not searched.
CREATE INDEX provider_figures_start ON provider_figures (start);
