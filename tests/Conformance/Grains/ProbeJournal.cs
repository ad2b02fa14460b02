using System.Collections.Immutable;

namespace Dispatch.Tests.Conformance.Grains;

/// <summary>What happened in all grains of one engine, in order, and a way to wait for it.</summary>
public sealed class ProbeJournal
{
    private readonly Lock _gate = new();
    private readonly List<(string Entry, TaskCompletionSource Seen)> _awaited = [];
    private ImmutableList<string> _entries = [];
    private readonly List<WeakReference> _grains = [];
    private int _activations;

    /// <summary>How many of the grains ever made are still in memory.</summary>
    public int GrainsInMemory
    {
        get
        {
            lock (_gate)
            {
                return _grains.Count(static grain => grain.IsAlive);
            }
        }
    }

    public ImmutableList<string> Entries
    {
        get
        {
            lock (_gate)
            {
                return _entries;
            }
        }
    }

    public int NextActivation(object grain)
    {
        lock (_gate)
        {
            _grains.Add(new WeakReference(grain));
            return ++_activations;
        }
    }

    public void Write(string entry)
    {
        lock (_gate)
        {
            _entries = _entries.Add(entry);
            foreach (var (awaited, seen) in _awaited)
            {
                if (awaited == entry)
                {
                    seen.TrySetResult();
                }
            }
        }
    }

    /// <summary>Completes when the entry has been written, now or before.</summary>
    public Task WhenWritten(string entry)
    {
        lock (_gate)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_entries.Contains(entry))
            {
                seen.SetResult();
            }

            _awaited.Add((entry, seen));
            return seen.Task;
        }
    }
}
