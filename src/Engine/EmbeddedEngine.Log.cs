using Microsoft.Extensions.Logging;

namespace Dispatch.Engine.Embedded;

public sealed partial class EmbeddedEngine
{
    [LoggerMessage(1, LogLevel.Error, "The one-way call {Method} of {Key} failed.")]
    internal static partial void LogOneWayFailed(ILogger logger, string method, string key, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "A timer's tick of {GrainType}/{Key} failed.")]
    internal static partial void LogTickFailed(ILogger logger, string grainType, string key, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "A turn of {GrainType}/{Key} that nobody waits for failed.")]
    internal static partial void LogTurnFailed(ILogger logger, string grainType, string key, Exception failure);

    [LoggerMessage(4, LogLevel.Error, "{GrainType}/{Key} could not be activated.")]
    internal static partial void LogActivationFailed(ILogger logger, string grainType, string key, Exception failure);

    [LoggerMessage(5, LogLevel.Error, "OnDeactivateAsync of {GrainType}/{Key} failed.")]
    internal static partial void LogDeactivationFailed(ILogger logger, string grainType, string key, Exception failure);

    [LoggerMessage(6, LogLevel.Warning, "Stopped after {StopTimeout} with {Activations} activations still running.")]
    private static partial void LogStopTimedOut(ILogger logger, TimeSpan stopTimeout, long activations);
}
