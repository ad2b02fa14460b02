using System.Net;

namespace Dispatch.Api.Security;

/// <summary>Slows down whoever tries tokens, per remote address.</summary>
public sealed class FailedAuthentications(ApiLimits limits, TimeProvider time)
{
    private const int BurstSeconds = 5;

    private readonly BoundedCache<IPAddress, TokenBucket> _buckets = new(limits.AddressesTracked);

    /// <summary>Whether tokens from there are not even looked up now.</summary>
    public bool AreTooMany(IPAddress? from) => from is not null && _buckets.TryGet(from, out var bucket) && bucket.IsEmpty;

    public void Count(IPAddress? from)
    {
        if (from is not null)
        {
            _buckets.GetOrAdd(from, _ => new TokenBucket(
                time, limits.FailedAuthenticationsPerSecond, limits.FailedAuthenticationsPerSecond * BurstSeconds))
                .TryTake(out _);
        }
    }
}
