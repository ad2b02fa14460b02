namespace Dispatch.Engine.Embedded;

/// <summary>The life of an activation; it only moves forward.</summary>
internal enum ActivationPhase
{
    /// <summary>In the directory, not begun.</summary>
    Created,

    /// <summary>The grain is constructed, its state read, <c>OnActivateAsync</c> runs. Calls wait.</summary>
    Activating,

    /// <summary>Calls run.</summary>
    Active,

    /// <summary>Told to end: begun requests run out, calls wait for the next activation.</summary>
    Retiring,

    /// <summary>Nothing runs any more but <c>OnDeactivateAsync</c>.</summary>
    Deactivating,

    /// <summary>No longer in the directory.</summary>
    Ended,
}
