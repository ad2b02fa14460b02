namespace Dispatch.LoadTests.Audit;

/// <summary>What must not be found in a store.</summary>
public enum Fault
{
    /// <summary>Answered 201 and not in the store, or without an end; or told assigned or completed, and the store says otherwise.</summary>
    Lost,

    /// <summary>Served by two at once, completed twice, one consult for two requests, or two for one.</summary>
    Doubled,

    /// <summary>Assigned or completed without meeting the hard requirements at that moment.</summary>
    Unlicensed,

    /// <summary>A provider with more consults at once than registered.</summary>
    OverCapacity,

    /// <summary>A step that does not follow from the one before: versions, assignment numbers, time, or after the end.</summary>
    OutOfOrder,

    /// <summary>A row that says something else than the events.</summary>
    RowDiffers,

    /// <summary>An event whose hash does not follow from its bytes and its predecessor.</summary>
    ChainBroken,
}
