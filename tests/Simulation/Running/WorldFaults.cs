using Dispatch.Engine.Embedded;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation;

/// <summary>Tells faults of the world, which callers live with, from faults of the product.</summary>
internal static class WorldFaults
{
    public static bool Includes(Exception exception) => exception
        is StoreUnavailableException
        or InconsistentStateException
        or EngineStoppedException
        or ObserverGoneException
        or LimitExceededException
        or TimeoutException
        or OperationCanceledException;
}
