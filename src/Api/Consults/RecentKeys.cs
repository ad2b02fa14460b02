using Dispatch.Api.Security;
using Dispatch.Domain.Ids;

namespace Dispatch.Api.Consults;

/// <summary>What recent idempotency keys were answered with, so that a repeat seldom asks the store. The store decides.</summary>
public sealed class RecentKeys(ApiLimits limits)
{
    private readonly BoundedCache<(ClinicId, string), (string BodyHash, ConsultId Consult)> _answers = new(limits.IdempotencyKeysCached);

    public bool TryGet(ClinicId clinic, string key, out (string BodyHash, ConsultId Consult) answer) =>
        _answers.TryGet((clinic, key), out answer);

    public void Put(ClinicId clinic, string key, string bodyHash, ConsultId consult) =>
        _answers.Put((clinic, key), (bodyHash, consult));
}
