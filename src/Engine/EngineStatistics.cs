using System.Diagnostics.Metrics;

namespace Dispatch.Engine.Embedded;

/// <summary>What one engine has counted since it was made; also published by the meter <c>Dispatch.Engine</c>.</summary>
public sealed class EngineStatistics : IDisposable
{
    /// <summary>The name under which listeners find the instruments.</summary>
    public const string MeterName = "Dispatch.Engine";

    private readonly Meter _meter = new(MeterName);
    private readonly Func<int> _awaited;
    private readonly StripedCounter _calls = new();
    private long _activations;
    private long _activated;
    private long _oneWayDropped;
    private long _overloads;
    private long _timeouts;

    /// <param name="awaited">Counts the calls whose caller still waits.</param>
    internal EngineStatistics(Func<int> awaited)
    {
        _awaited = awaited;
        _meter.CreateObservableUpDownCounter("dispatch.engine.activations", () => Activations);
        _meter.CreateObservableCounter("dispatch.engine.activated", () => Activated);
        _meter.CreateObservableUpDownCounter("dispatch.engine.awaited", () => Awaited);
        _meter.CreateObservableCounter("dispatch.engine.calls", () => Calls);
        _meter.CreateObservableCounter("dispatch.engine.oneway_dropped", () => OneWayDropped);
        _meter.CreateObservableCounter("dispatch.engine.overloads", () => Overloads);
        _meter.CreateObservableCounter("dispatch.engine.timeouts", () => Timeouts);
    }

    /// <summary>Activations in memory now, those that are starting or ending included.</summary>
    public long Activations => Volatile.Read(ref _activations);

    /// <summary>Activations ever made.</summary>
    public long Activated => Volatile.Read(ref _activated);

    /// <summary>Calls whose caller still waits for the answer, activations that start or end for them included.</summary>
    public int Awaited => _awaited();

    /// <summary>Calls made, of grains and observers, one-way ones and refused ones included.</summary>
    public long Calls => _calls.Value;

    /// <summary>One-way calls that were lost: mailbox full, observer gone, engine stopped, grain not activated.</summary>
    public long OneWayDropped => Volatile.Read(ref _oneWayDropped);

    /// <summary>Calls that found a full mailbox.</summary>
    public long Overloads => Volatile.Read(ref _overloads);

    /// <summary>Calls whose caller was told that it had waited long enough.</summary>
    public long Timeouts => Volatile.Read(ref _timeouts);

    /// <summary>Takes the instruments back; the counts stay readable.</summary>
    public void Dispose() => _meter.Dispose();

    internal void CountCall() => _calls.Increment();

    internal void CountActivation()
    {
        Interlocked.Increment(ref _activations);
        Interlocked.Increment(ref _activated);
    }

    internal void CountActivationEnded() => Interlocked.Decrement(ref _activations);

    internal void CountOneWayDropped() => Interlocked.Increment(ref _oneWayDropped);

    internal void CountOverload() => Interlocked.Increment(ref _overloads);

    internal void CountTimeout() => Interlocked.Increment(ref _timeouts);
}
