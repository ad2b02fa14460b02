using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Journal;

namespace Dispatch.Api.Admission;

/// <summary>The shell around <see cref="AdmissionController"/>: reads the clock, the journal and the delays for it.
/// Thread-safe. It takes stock when requests come, so that nothing runs while none do.</summary>
public sealed class AdmissionGate
{
    // An offer after that waited for something else than this process: for an answer, a preference, a provider.
    private static readonly TimeSpan OfferDelayCounted = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly AdmissionController _controller;
    private readonly IStoreHealth _store;
    private readonly IDelaySource[] _sources;
    private readonly TimeProvider _time;
    private readonly long _start;
    private long _batches;
    private TimeSpan _commitTotal;

    public AdmissionGate(AdmissionOptions options, IStoreHealth store, IEnumerable<IDelaySource> sources, TimeProvider time)
    {
        IsEnabled = options.Enabled;
        _controller = new AdmissionController(options);
        _store = store;
        _sources = [.. sources];
        _time = time;
        _start = time.GetTimestamp();
    }

    public bool IsEnabled { get; }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    public AdmissionDecision Enter(ClinicId clinic, out TimeSpan enteredAt)
    {
        lock (_lock)
        {
            enteredAt = Now;
            Tick_NeedsLock(enteredAt);
            return _controller.Enter(clinic, enteredAt);
        }
    }

    /// <param name="isDurable">Whether a consult began.</param>
    public void Leave(AdmissionDecision admitted, TimeSpan enteredAt, bool isDurable)
    {
        lock (_lock)
        {
            var now = Now;
            _controller.Leave(admitted, isDurable ? now - enteredAt : null);
            Tick_NeedsLock(now);
        }
    }

    /// <summary>An offer is at its provider's socket.</summary>
    /// <param name="providerIdleSince">It waited for this process only from when its provider was there for it.</param>
    public void Offered(Ticket ticket, DateTimeOffset providerIdleSince)
    {
        if (!IsEnabled || ticket.Preferences.PreferredProvider is not null)
        {
            return;
        }

        var since = providerIdleSince > ticket.WaitsSince ? providerIdleSince : ticket.WaitsSince;
        var delay = _time.GetUtcNow() - since;
        if (delay >= TimeSpan.Zero && delay < OfferDelayCounted)
        {
            lock (_lock)
            {
                _controller.Offered(delay);
            }
        }
    }

    public AdmissionReading Read()
    {
        lock (_lock)
        {
            Tick_NeedsLock(Now);
            return _controller.Read();
        }
    }

    private void Tick_NeedsLock(TimeSpan now)
    {
        if (!_controller.IsTickDue(now))
        {
            return;
        }

        var queueing = TimeSpan.Zero;
        foreach (var source in _sources)
        {
            queueing += source.Measure();
        }

        var store = _store.Read();
        var batches = store.Batches - _batches;
        var commit = batches > 0 ? (store.CommitTotal - _commitTotal) / batches : TimeSpan.Zero;
        (_batches, _commitTotal) = (store.Batches, store.CommitTotal);
        _controller.Tick(now, queueing, commit);
    }
}
