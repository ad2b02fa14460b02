namespace Dispatch.Engine.Embedded;

/// <summary>
/// Ends idle activations. Time is counted in quanta; each activation stands in the list of the quantum in which it
/// could be idle at the earliest, so one that is in use costs one look per idle age, not one per quantum. One that ends by
/// itself leaves its list at once: what it holds is garbage.
/// </summary>
internal sealed class IdleCollector : IDisposable
{
    private static readonly DeactivationReason Idle = new(DeactivationReasonCode.ActivationIdle, "It was not used.");

    private readonly EmbeddedEngine _engine;
    private readonly TimeSpan _quantumLength;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, List<Activation>> _byQuantum = [];
    private ITimer? _timer;
    private int _quantum;
    private bool _collects;

    public IdleCollector(EmbeddedEngine engine)
    {
        _engine = engine;
        _quantumLength = engine.Options.CollectionQuantum;
        // One more, because the quantum in which an activation was used last may have been nearly over.
        IdleQuanta = (int)Math.Ceiling(engine.Options.IdleAge / _quantumLength) + 1;
    }

    /// <summary>The current quantum.</summary>
    public int Quantum => Volatile.Read(ref _quantum);

    /// <summary>As many quanta without use are certainly an idle age.</summary>
    public int IdleQuanta { get; }

    public void Start()
    {
        using (ExecutionContext.SuppressFlow())
        {
            _timer = _engine.Time.CreateTimer(
                static collector => ((IdleCollector)collector!).OnQuantum(), this, _quantumLength, _quantumLength);
        }
    }

    /// <summary>The first quantum that is certainly later than <paramref name="after"/> from now.</summary>
    public int QuantumAfter(TimeSpan after) =>
        after <= TimeSpan.Zero ? int.MinValue : (int)Math.Min(Quantum + Math.Ceiling(after / _quantumLength) + 1, int.MaxValue);

    public void Track(Activation activation) => TrackUntil(Quantum + IdleQuanta, activation);

    /// <summary>Forgets an activation that has ended.</summary>
    public void Forget(Activation activation)
    {
        lock (_gate)
        {
            if (activation.Place is not { } place)
            {
                return;
            }

            var last = place.List[^1];
            place.List[place.Index] = last;
            last.Place = place;
            place.List.RemoveAt(place.List.Count - 1);
            activation.Place = null;
        }
    }

    /// <summary>Every activation that has not ended, in the order in which they were made.</summary>
    public List<Activation> All()
    {
        lock (_gate)
        {
            List<Activation> all = [.. _byQuantum.Values.SelectMany(static activations => activations)];
            all.Sort(static (a, b) => a.Number.CompareTo(b.Number));
            return all;
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void OnQuantum()
    {
        Interlocked.Increment(ref _quantum);
        lock (_gate)
        {
            if (_collects)
            {
                return;
            }

            _collects = true;
        }

        if (_engine.Scheduler.OutsideContext is { } outside)
        {
            outside.Post(static collector => _ = ((IdleCollector)collector!).Collect(), this);
        }
        else
        {
            _ = Collect();
        }
    }

    private async Task Collect()
    {
        List<Task> ending = [];
        while (TakeDue() is { } due)
        {
            foreach (var activation in due)
            {
                if (activation.RetireIfUnusedSince(Quantum - IdleQuanta, Idle, out var isRetired) is not { } lookAgainAt)
                {
                    continue;
                }

                TrackUntil(lookAgainAt, activation);
                if (isRetired)
                {
                    ending.Add(activation.WhenEnded());
                }

                if (ending.Count >= _engine.Options.DeactivationsAtOnce)
                {
                    await All(ending);
                }
            }
        }

        lock (_gate)
        {
            _collects = false;
        }
    }

    /// <summary>One by one, because the continuation of WhenAll may run where no scheduler orders it.</summary>
    private static async Task All(List<Task> ending)
    {
        foreach (var end in ending)
        {
            await end;
        }

        ending.Clear();
    }

    private void TrackUntil(int quantum, Activation activation)
    {
        lock (_gate)
        {
            // Between its coming into the directory and here it may have ended, and been forgotten, already.
            if (activation.HasEnded)
            {
                return;
            }

            if (!_byQuantum.TryGetValue(quantum, out var activations))
            {
                _byQuantum.Add(quantum, activations = []);
            }

            activation.Place = (activations, activations.Count);
            activations.Add(activation);
        }
    }

    private List<Activation>? TakeDue()
    {
        lock (_gate)
        {
            foreach (var (quantum, activations) in _byQuantum)
            {
                if (quantum > Quantum)
                {
                    break;
                }

                _byQuantum.Remove(quantum);
                foreach (var activation in activations)
                {
                    activation.Place = null;
                }

                return activations;
            }

            return null;
        }
    }
}
