namespace Dispatch.Journal.Writing;

internal readonly record struct ClaimKey(string Scope, string Key) : IComparable<ClaimKey>
{
    public int CompareTo(ClaimKey other)
    {
        var byScope = string.CompareOrdinal(Scope, other.Scope);
        return byScope != 0 ? byScope : string.CompareOrdinal(Key, other.Key);
    }
}
