using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>Sets of providers, as arrays in ascending order.</summary>
internal sealed class ProviderSetComparer : IEqualityComparer<ProviderId[]>
{
    public static ProviderSetComparer Instance { get; } = new();

    public bool Equals(ProviderId[]? x, ProviderId[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(ProviderId[] obj)
    {
        var hash = obj.Length;
        foreach (var provider in obj)
        {
            hash = (hash * 31) + provider.GetHashCode();
        }

        return hash;
    }
}
