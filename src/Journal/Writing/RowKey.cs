namespace Dispatch.Journal.Writing;

internal readonly record struct RowKey(RowTable Table, string Key) : IComparable<RowKey>
{
    public int CompareTo(RowKey other)
    {
        var byTable = ((int)Table).CompareTo((int)other.Table);
        return byTable != 0 ? byTable : string.CompareOrdinal(Key, other.Key);
    }
}
