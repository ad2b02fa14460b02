using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Simulation;

/// <summary>What the product logs without a caller: an exception that is no fault of the world is a finding.</summary>
internal sealed class SimulationLogger<T>(World world) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null && !WorldFaults.Includes(exception))
        {
            world.Report("NoUnexpectedException", typeof(T).Name, $"{formatter(state, exception)} {exception}");
        }
    }
}
