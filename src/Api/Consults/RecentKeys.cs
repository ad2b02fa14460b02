using Dispatch.Api.Security;
using Dispatch.Domain.Ids;
using Dispatch.Grains.Consults;

namespace Dispatch.Api.Consults;

/// <summary>What recent idempotency keys were answered with, so that a repeat seldom asks the store. The store decides.</summary>
public sealed class RecentKeys(ApiLimits limits, TimeProvider time)
{
    private readonly BoundedCache<(ClinicId, string), Answer> _answers = new(limits.IdempotencyKeysCached);

    /// <returns>Repeated or reused; null when the store has to be asked.</returns>
    public RequestResult? Find(ClinicId clinic, IdempotencyKey key) =>
        !_answers.TryGet((clinic, key.Key), out var answer) || answer.RequestedAt + IdempotencyKey.Lifetime <= time.GetUtcNow() ? null
        : answer.BodyHash == key.BodyHash ? new RequestResult.Repeated(answer.Consult)
        : new RequestResult.KeyReused();

    public void Put(ClinicId clinic, IdempotencyKey key, ConsultId consult, DateTimeOffset requestedAt) =>
        _answers.Put((clinic, key.Key), new Answer(key.BodyHash, consult, requestedAt));

    private readonly record struct Answer(string BodyHash, ConsultId Consult, DateTimeOffset RequestedAt);
}
