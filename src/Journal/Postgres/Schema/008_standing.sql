-- What a provider may do is fenced by a claim whose holder is the version that said so last. It must be there before it is
-- asked for: those who were registered before it was kept begin with 0.
INSERT INTO claims (scope, key, holder, expires_at)
SELECT 'standing', provider, '0', NULL FROM provider_states ON CONFLICT DO NOTHING;
