using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;

namespace Dispatch.Api.Security;

/// <summary>
/// Tells who presents a token. Known and unknown keys are remembered for a while, so that the store is not asked on
/// the path; a revoked key stops within <see cref="ApiLimits.AccessKeyTrust"/>.
/// </summary>
public sealed class AccessKeys
{
    private readonly IRegistryQueries _registry;
    private readonly OperatorToken _operatorToken;
    private readonly Caller _operator;
    private readonly ApiLimits _limits;
    private readonly TimeProvider _time;
    private readonly BoundedCache<TokenHash, Entry> _entries;
    private readonly BoundedCache<string, TokenBucket> _buckets;

    public AccessKeys(IRegistryQueries registry, OperatorToken operatorToken, ApiLimits limits, TimeProvider time)
    {
        _registry = registry;
        _operatorToken = operatorToken;
        _limits = limits;
        _time = time;
        _entries = new BoundedCache<TokenHash, Entry>(limits.AccessKeysCached);
        _buckets = new BoundedCache<string, TokenBucket>(limits.AccessKeysCached);
        _operator = new Caller.OfOperator(NewBucket(limits.OperatorRequestsPerSecond));
    }

    /// <summary>What is remembered of the token. False when the store has to be asked.</summary>
    /// <param name="caller">Null for a token that is known to be nobody's.</param>
    public bool TryGetKnown(TokenHash hash, out Caller? caller)
    {
        if (_operatorToken.Hash.Equals(hash))
        {
            caller = _operator;
            return true;
        }

        if (_entries.TryGet(hash, out var entry) && _time.GetUtcNow() < entry.TrustedUntil)
        {
            caller = entry.Caller;
            return true;
        }

        caller = null;
        return false;
    }

    /// <summary>Asks the store, and remembers the answer.</summary>
    /// <exception cref="Journal.StoreUnavailableException">The store cannot be read now.</exception>
    public async Task<Caller?> Find(TokenHash hash, CancellationToken cancellationToken)
    {
        var key = await _registry.AccessKey(hash.ToBytes(), cancellationToken);
        var caller = key is { RevokedAt: null } ? await Holder(key, cancellationToken) : null;
        Remember(hash, caller);
        return caller;
    }

    /// <summary>A key that was issued here a moment ago.</summary>
    public void Issued(TokenHash hash, Clinic clinic) => Remember(hash, OfClinic(clinic));

    /// <inheritdoc cref="Issued(TokenHash, Clinic)"/>
    public void Issued(TokenHash hash, ProviderId provider) => Remember(hash, OfProvider(provider));

    private async Task<Caller?> Holder(AccessKeyRow key, CancellationToken cancellationToken)
    {
        if (ProviderId.TryParse(key.Subject, out var provider))
        {
            return OfProvider(provider);
        }

        return ClinicId.TryParse(key.Subject, out var id) && await _registry.Clinic(id, cancellationToken) is { } clinic
            ? OfClinic(clinic)
            : null;
    }

    private Caller.OfClinic OfClinic(Clinic clinic) => new(
        clinic, _buckets.GetOrAdd(clinic.Id.Value, _ => NewBucket(clinic.Limits.RequestsPerSecond)));

    private Caller.OfProvider OfProvider(ProviderId provider) => new(
        provider, _buckets.GetOrAdd(provider.Value, _ => NewBucket(_limits.ProviderRequestsPerSecond)));

    private TokenBucket NewBucket(int perSecond) => new(_time, perSecond, perSecond);

    private void Remember(TokenHash hash, Caller? caller) => _entries.Put(
        hash,
        new Entry(caller, _time.GetUtcNow() + (caller is null ? _limits.AccessKeyDistrust : _limits.AccessKeyTrust)));

    private sealed record Entry(Caller? Caller, DateTimeOffset TrustedUntil);
}
