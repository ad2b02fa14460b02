namespace Dispatch.Tests.Simulation.Store;

internal enum AppendFault
{
    None,

    /// <summary>Nothing is written, and that is said.</summary>
    Unavailable,

    /// <summary>Committed; the answer says that nobody knows.</summary>
    CommittedInSilence,

    /// <summary>Not committed; the answer says that nobody knows.</summary>
    LostInSilence,
}
