namespace Dispatch.Tests.Integration.Harness;

/// <summary>What a connection was sent, in order. Each entry is handed out once; thread-safe.</summary>
public sealed class EventLog<T>(string owner)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly List<T> _all = [];
    private readonly List<T> _left = [];
    private readonly List<(Func<T, bool> Wanted, TaskCompletionSource<T> Waiter)> _waiters = [];

    /// <summary>Everything so far, handed out or not.</summary>
    public IReadOnlyList<T> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>What nobody has taken yet.</summary>
    public IReadOnlyList<T> Left
    {
        get
        {
            lock (_gate)
            {
                return [.. _left];
            }
        }
    }

    public void Add(T entry)
    {
        lock (_gate)
        {
            _all.Add(entry);
            var index = _waiters.FindIndex(w => w.Wanted(entry));
            if (index < 0)
            {
                _left.Add(entry);
                return;
            }

            var waiter = _waiters[index].Waiter;
            _waiters.RemoveAt(index);
            waiter.SetResult(entry);
        }
    }

    /// <summary>The first entry of the kind that nobody has taken, now or when it comes. Has no limit in time.</summary>
    public async Task<TCase> Take<TCase>(Func<TCase, bool>? wanted = null)
        where TCase : class, T => (TCase)await TakeAny(e => e is TCase one && (wanted is null || wanted(one)));

    /// <summary>As <see cref="Take{TCase}"/>, and fails the test with what was seen when nothing comes.</summary>
    public Task<TCase> Next<TCase>(Func<TCase, bool>? wanted = null)
        where TCase : class, T =>
        Safety.Within(Take(wanted), () => $"{owner} was not sent the expected {typeof(TCase).Name}. {Seen()}");

    public string Seen()
    {
        var all = All;
        return all.Count == 0 ? "Nothing was sent." : $"Sent so far:\n  {string.Join("\n  ", all)}";
    }

    private Task<T> TakeAny(Func<T, bool> wanted)
    {
        lock (_gate)
        {
            var index = _left.FindIndex(e => wanted(e));
            if (index >= 0)
            {
                var entry = _left[index];
                _left.RemoveAt(index);
                return Task.FromResult(entry);
            }

            var waiter = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((wanted, waiter));
            return waiter.Task;
        }
    }
}
