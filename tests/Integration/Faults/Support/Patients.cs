using System.Collections.Concurrent;
using System.Net;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Faults.Support;

/// <summary>
/// Patients of one clinic. Each asks for a consult, and asks again with the same key until the answer is 201: it is one
/// consult, however often the server could not, or died in between.
/// </summary>
/// <param name="server">Where the server is, once it listens.</param>
internal sealed class Patients(Func<Task<ServerAddress>> server, string apiKey, params string[] states)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, string> _answered = new();
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private readonly TaskCompletionSource _turnedAway = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _unavailable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;
    private int _refused;

    /// <summary>The consults that were answered 201.</summary>
    public IReadOnlyCollection<string> Answered => [.. _answered.Values];

    /// <summary>How often somebody was told to come back later.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Completes when the first is told to come back later.</summary>
    public Task TurnedAway => _turnedAway.Task;

    /// <summary>Completes when the next hears that the server cannot now (503).</summary>
    public Task NextUnavailable()
    {
        lock (_gate)
        {
            return _unavailable.Task;
        }
    }

    /// <summary>Completes once that many were answered.</summary>
    public Task Reached(int count)
    {
        lock (_gate)
        {
            if (_answered.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task;
        }
    }

    /// <summary>So many more consults, at most so many requests at once.</summary>
    public Task Ask(int consults, int atOnce)
    {
        var left = consults;
        return Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await AskOne();
            }
        }));
    }

    /// <summary>One after the other, so many at once, until told to stop; ends when everybody is answered.</summary>
    public Task AskUntil(int atOnce, CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
    {
        while (!stop.IsCancellationRequested)
        {
            await AskOne();
        }
    }));

    private async Task AskOne()
    {
        var number = Interlocked.Increment(ref _asked);
        var key = $"visit-{number}";
        while (!await TryAsk(key, states[number % states.Length]))
        {
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private async Task<bool> TryAsk(string key, string state)
    {
        try
        {
            var clinic = (await server()).Operator.As(apiKey);
            var answer = await clinic.RequestConsult(Samples.Consult(state), key);
            if (answer.Status == HttpStatusCode.Created)
            {
                Note(key, answer.Required().Id);
                return true;
            }

            Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests]);
            Assert.NotNull(answer.RetryAfter);
            Interlocked.Increment(ref _refused);
            _turnedAway.TrySetResult();
            if (answer.Status == HttpStatusCode.ServiceUnavailable)
            {
                NoteUnavailable();
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            // Whether it took effect is not known: asking again tells.
        }

        return false;
    }

    private void NoteUnavailable()
    {
        lock (_gate)
        {
            _unavailable.TrySetResult();
            _unavailable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Note(string key, string consult)
    {
        lock (_gate)
        {
            _answered[key] = consult;
            foreach (var (count, reached) in _waiting.Where(w => w.Count <= _answered.Count))
            {
                reached.TrySetResult();
            }

            _waiting.RemoveAll(w => w.Count <= _answered.Count);
        }
    }
}
