namespace Dispatch.Engine.Embedded;

/// <summary>
/// The simulated scheduler: one turn per step, on the stepping thread, of a source drawn by a seeded generator from
/// those that are ready. The same seed over the same code gives the same history. Several engines may share one.
/// </summary>
public sealed class SteppedTurnScheduler : ITurnScheduler
{
    private readonly Lock _gate = new();
    private readonly List<IThreadPoolWorkItem> _ready = [];
    private readonly SteppedContext _outside;
    private readonly Random _random;

    public SteppedTurnScheduler(int seed)
    {
        Seed = seed;
        _random = new Random(seed);
        _outside = new SteppedContext(this);
    }

    /// <summary>What the order of turns is drawn from.</summary>
    public int Seed { get; }

    /// <summary>Turns run so far.</summary>
    public long Steps { get; private set; }

    /// <inheritdoc/>
    public bool RunsInline => false;

    /// <inheritdoc/>
    public int TurnsAtOnce => 1;

    /// <inheritdoc/>
    public SynchronizationContext OutsideContext => _outside;

    /// <inheritdoc/>
    public void Schedule(IThreadPoolWorkItem source)
    {
        lock (_gate)
        {
            _ready.Add(source);
        }
    }

    /// <summary>Starts code outside any grain, such as a simulated client: its parts run as steps too.</summary>
    /// <returns>Completes with the code, within a later step.</returns>
    public Task Start(Func<Task> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _outside.Post(_ => _ = Follow(code, ended), null);
        return ended.Task;
    }

    /// <summary>Runs one turn.</summary>
    /// <returns>False, and nothing was run, when nothing is ready.</returns>
    public bool Step()
    {
        IThreadPoolWorkItem next;
        lock (_gate)
        {
            if (_ready.Count == 0)
            {
                return false;
            }

            var chosen = _random.Next(_ready.Count);
            next = _ready[chosen];

            // Which one stands where does not matter: the next is drawn again.
            _ready[chosen] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
        }

        Steps++;
        next.Execute();
        return true;
    }

    /// <summary>Steps until nothing is ready.</summary>
    /// <returns>The number of turns run.</returns>
    /// <exception cref="InvalidOperationException">Still not idle after <paramref name="maxSteps"/> turns.</exception>
    public int RunUntilIdle(int maxSteps)
    {
        for (var steps = 0; steps < maxSteps; steps++)
        {
            if (!Step())
            {
                return steps;
            }
        }

        lock (_gate)
        {
            return _ready.Count == 0
                ? maxSteps
                : throw new InvalidOperationException($"Not idle after {maxSteps} turns (seed {Seed}).");
        }
    }

    private static async Task Follow(Func<Task> code, TaskCompletionSource ended)
    {
        var task = code();
        try
        {
            await task;
            ended.TrySetResult();
        }
        catch (OperationCanceledException) when (task.IsCanceled)
        {
            ended.TrySetCanceled();
        }
#pragma warning disable CA1031 // Whoever started the code receives its exception.
        catch (Exception exception)
        {
            ended.TrySetException(exception);
        }
#pragma warning restore CA1031
    }
}
