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
    private const string Operator = "operator";

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

    public Caller OfOperator => _operator;

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

    /// <summary>Whether the token was somebody's when the store was last asked: then asking again is no guess.</summary>
    public bool IsInMind(TokenHash hash) => _entries.TryGet(hash, out var entry) && entry.Caller is not null;

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

    /// <summary>Whose a session is, as the store names it: an id, or the operator with the token of the time.</summary>
    public string SubjectOf(Caller caller) => caller switch
    {
        Caller.OfClinic { Clinic.Id.Value: var clinic } => clinic,
        Caller.OfWall { Clinic.Id.Value: var clinic } => clinic,
        Caller.OfProvider { Provider.Value: var provider } => provider,
        _ => OperatorSubject,
    };

    /// <summary>The same for what a person calls it: an id, or <c>operator</c>. Null when it is neither.</summary>
    public string? SubjectNamed(string name) =>
        name == Operator ? OperatorSubject
        : ProviderId.TryParse(name, out _) || ClinicId.TryParse(name, out _) ? name
        : null;

    /// <summary>The caller that the subject is now; null when there is none any more.</summary>
    /// <exception cref="Journal.StoreUnavailableException">The store cannot be read now.</exception>
    public async Task<Caller?> HolderOf(CallerKind kind, string subject, CancellationToken cancellationToken) => kind switch
    {
        CallerKind.Operator => subject == OperatorSubject ? _operator : null,
        CallerKind.Provider => ProviderId.TryParse(subject, out var provider) ? OfProvider(provider) : null,
        _ => ClinicId.TryParse(subject, out var id) && await _registry.Clinic(id, cancellationToken) is { } clinic
            ? kind == CallerKind.Wall ? OfWall(clinic) : OfClinic(clinic)
            : null,
    };

    /// <summary>The wall board of a clinic. It asks at the clinic's rate.</summary>
    public Caller.OfWall OfWall(Clinic clinic) => new(clinic, BucketOf(clinic));

    // Another token of the operator's ends the sessions of the one before.
    private string OperatorSubject => $"{Operator}/{_operatorToken.Hash.A:x16}";

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

    private Caller.OfClinic OfClinic(Clinic clinic) => new(clinic, BucketOf(clinic));

    private TokenBucket BucketOf(Clinic clinic) =>
        _buckets.GetOrAdd(clinic.Id.Value, _ => NewBucket(clinic.Limits.RequestsPerSecond));

    private Caller.OfProvider OfProvider(ProviderId provider) => new(
        provider, _buckets.GetOrAdd(provider.Value, _ => NewBucket(_limits.ProviderRequestsPerSecond)));

    private TokenBucket NewBucket(int perSecond) => new(_time, perSecond, perSecond);

    private void Remember(TokenHash hash, Caller? caller) => _entries.Put(
        hash,
        new Entry(caller, _time.GetUtcNow() + (caller is null ? _limits.AccessKeyDistrust : _limits.AccessKeyTrust)));

    private sealed record Entry(Caller? Caller, DateTimeOffset TrustedUntil);
}
