using System.Runtime.ExceptionServices;

namespace Dispatch.Tests.Simulation;

/// <summary>Many seeds, one after the other on each of some threads, until one fails or it is enough.</summary>
/// <param name="isThorough">Goes on after one failed.</param>
internal sealed class Exploration(Func<int, SeedRun> run, int threads, bool isThorough = false)
{
    private readonly Lock _gate = new();
    private SeedRun? _failed;
    private Exception? _fault;
    private int _next;

    public int Seeds { get; private set; }

    public TimeSpan Simulated { get; private set; }

    public long Consults { get; private set; }

    public long Steps { get; private set; }

    /// <summary>How many of the seeds failed.</summary>
    public int Failures { get; private set; }

    /// <param name="goesOn">Whether one more seed is to be begun.</param>
    /// <returns>The failed run with the lowest seed among those that had begun; null when none failed.</returns>
    public SeedRun? Explore(int firstSeed, Func<int, bool> goesOn)
    {
        _next = firstSeed;
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() => Work(firstSeed, goesOn), 16 * 1024 * 1024)).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        if (_fault is not null)
        {
            ExceptionDispatchInfo.Throw(_fault);
        }

        return _failed;
    }

    private void Work(int firstSeed, Func<int, bool> goesOn)
    {
        try
        {
            while (true)
            {
                int seed;
                lock (_gate)
                {
                    seed = _next;
                    if ((_failed is not null && !isThorough) || _fault is not null || !goesOn(unchecked(seed - firstSeed)))
                    {
                        return;
                    }

                    _next = unchecked(_next + 1);
                }

                Take(run(seed));
            }
        }
        catch (Exception fault)
        {
            lock (_gate)
            {
                _fault ??= fault;
            }
        }
    }

    private void Take(SeedRun result)
    {
        lock (_gate)
        {
            Seeds++;
            Simulated += result.Simulated;
            Consults += result.Consults;
            Steps += result.Steps;
            if (result.Finding is null)
            {
                return;
            }

            Failures++;
            _failed = _failed is null || result.Scenario.Seed < _failed.Scenario.Seed ? result : _failed;
        }
    }
}
