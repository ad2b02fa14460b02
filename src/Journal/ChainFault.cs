namespace Dispatch.Journal;

/// <summary>What is wrong at the first bad version of a stream.</summary>
public enum ChainFault
{
    None = 0,

    /// <summary>The event's hash is not that of its content.</summary>
    Altered = 1,

    /// <summary>The version is missing.</summary>
    Dropped = 2,

    /// <summary>Another event stands before it: of a version that was there already, or of another stream.</summary>
    Inserted = 3,

    /// <summary>The version comes later than its place.</summary>
    Reordered = 4,

    /// <summary>The event is whole, but not chained to the one before it.</summary>
    NotLinked = 5,
}
