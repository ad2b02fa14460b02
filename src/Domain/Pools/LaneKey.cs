using Dispatch.Domain.Ids;

namespace Dispatch.Domain.Pools;

/// <summary>What tells the lanes of one class of requirements apart.</summary>
/// <param name="Language">That whoever serves has to speak; null for any.</param>
/// <param name="Excluded">Who may not serve; ascending.</param>
internal readonly record struct LaneKey(string? Language, ProviderId[] Excluded)
{
    public bool Equals(LaneKey other) => Language == other.Language && Excluded.AsSpan().SequenceEqual(other.Excluded);

    public override int GetHashCode()
    {
        var hash = (Excluded.Length * 31) + (Language?.GetHashCode(StringComparison.Ordinal) ?? 0);
        foreach (var provider in Excluded)
        {
            hash = (hash * 31) + provider.GetHashCode();
        }

        return hash;
    }
}
