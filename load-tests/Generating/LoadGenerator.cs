using System.Collections.Concurrent;
using System.Net;
using Dispatch.LoadTests.Fleet;
using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Wire;

namespace Dispatch.LoadTests.Generating;

/// <summary>
/// Clinics and providers of a run, on one thread of their own: one loop over all sockets, no task and no allocation per
/// message. The loop is open: arrivals are sent when they are due, whatever was answered.
/// </summary>
/// <remarks>It shares two cores with what it measures; a client with a task per call costs as much as the server.</remarks>
public sealed class LoadGenerator : IAsyncDisposable
{
    private const int ConnectionsAtOnce = 200;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AnswerPoll = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly EventLoop _loop = new();
    private readonly ProviderFleet _fleet;
    private readonly RequestPool[] _requests;
    private readonly List<ArrivalStream> _streams = [];
    private readonly ConcurrentQueue<Action> _commands = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isStopping;

    /// <param name="nodes">Of the server; resolved once; connections are plain TCP. Clinics and providers go to them in turn.</param>
    /// <param name="population">Who takes part.</param>
    /// <param name="book">Written by this generator alone.</param>
    /// <param name="mostConnections">Of the clinics together; each has its share, so that one that floods does not hold up another here.</param>
    /// <param name="time">Its timestamps are those of the schedules.</param>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    public LoadGenerator(IReadOnlyList<Uri> nodes, Population population, ConsultBook book, int mostConnections, TimeProvider time)
    {
        var servers = nodes.Select(node => new ServerNode(new IPEndPoint(Dns.GetHostAddresses(node.Host)[0], node.Port), node.Authority)).ToList();
        _time = time;
        Book = book;
        _fleet = new ProviderFleet(_loop, servers, population.ProviderTokens, book, population.Today, time);
        var requests = new RequestBook(nodes, population.ClinicKeys, population.Run, population.RequestBodies);
        var clinics = population.ClinicKeys.Count;
        var perClinic = (mostConnections + clinics - 1) / clinics;
        _requests = [.. Enumerable.Range(0, clinics).Select(
            clinic => new RequestPool(_loop, servers[clinic % servers.Count].Address, clinic, requests, book, perClinic, time))];
        new Thread(Run) { IsBackground = true, Name = "load" }.Start();
    }

    public ConsultBook Book { get; }

    public int ProvidersOnDuty => _fleet.OnDuty;

    /// <summary>Provider connections that ended without our asking.</summary>
    public int ConnectionsLost => _fleet.ConnectionsLost;

    /// <summary>Why the last one did; null when none did.</summary>
    public string? LastFault => _fleet.LastFault;

    /// <summary>Completes if the loop's thread broke; the run is void then.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Returns once every provider is connected and on duty.</summary>
    /// <exception cref="InvalidOperationException">Not all are in time: a run with fewer would measure something else.</exception>
    public async Task GoOnDuty(TimeSpan limit, CancellationToken cancel)
    {
        _commands.Enqueue(_fleet.ConnectAll);
        await AllOnDuty(limit, cancel);
    }

    /// <summary>Returns once no provider of those before a drop is on duty any more, or some are back already.</summary>
    public async Task AllLeftDuty(CancellationToken cancel)
    {
        var drop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _commands.Enqueue(drop.SetResult);
        await drop.Task.WaitAsync(cancel);
    }

    /// <summary>Returns once every provider is on duty.</summary>
    /// <exception cref="InvalidOperationException">Not all are in time.</exception>
    public async Task AllOnDuty(TimeSpan limit, CancellationToken cancel)
    {
        var since = _time.GetTimestamp();
        while (_fleet.OnDuty < _fleet.Count)
        {
            if (_time.GetElapsedTime(since) > limit || _ended.Task.IsCompleted)
            {
                await _ended.Task.WaitAsync(TimeSpan.Zero, _time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new InvalidOperationException(
                    $"{_fleet.OnDuty} of {_fleet.Count} providers are on duty after {limit}; the last fault: {_fleet.LastFault}.");
            }

            await Task.Delay(Poll, _time, cancel);
        }
    }

    /// <summary>Opens connections ahead of a burst, some at a time: a server takes only so many handshakes at once.</summary>
    /// <exception cref="InvalidOperationException">They do not stand in time.</exception>
    public async Task OpenConnections(int count, TimeSpan limit, CancellationToken cancel)
    {
        var since = _time.GetTimestamp();
        for (var asked = 0; Standing() < count;)
        {
            if (_time.GetElapsedTime(since) > limit)
                throw new InvalidOperationException($"{Standing()} of {count} connections stand after {limit}.");
            if (Standing() >= asked)
            {
                asked = Math.Min(count, asked + ConnectionsAtOnce);
                var perClinic = (asked + _requests.Length - 1) / _requests.Length;
                _commands.Enqueue(() => Array.ForEach(_requests, clinic => clinic.Open(perClinic)));
            }

            await Task.Delay(Poll, _time, cancel);
        }

        int Standing() => _requests.Sum(clinic => clinic.OpenConnections);
    }

    /// <summary>Begins to send a stream; several may run at once.</summary>
    public void Begin(ArrivalStream stream) => _commands.Enqueue(() => _streams.Add(stream));

    /// <summary>One request now, for a pace that is another's.</summary>
    /// <returns>Whether it was answered 201.</returns>
    public async Task<bool> Arrive(CancellationToken cancel)
    {
        var sent = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var now = _time.GetTimestamp();
        _commands.Enqueue(() =>
        {
            var arrival = Book.Arrivals.Count;
            _requests[arrival % _requests.Length].Send(now);
            sent.SetResult(arrival);
        });
        var number = await sent.Task.WaitAsync(cancel);
        while (Book.Arrivals[number].AnsweredAt == 0)
        {
            if (_ended.Task.IsCompleted)
                return false;
            await Task.Delay(AnswerPoll, _time, cancel);
        }

        return Book.Arrivals[number].Status == 201;
    }

    /// <summary>Sends nothing more of a stream.</summary>
    public void End(ArrivalStream stream) => _commands.Enqueue(() =>
    {
        stream.End();
        _streams.Remove(stream);
    });

    /// <summary>Cuts all provider connections at once; all come back at once.</summary>
    public void DropProviders() => _commands.Enqueue(_fleet.DropAll);

    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        await _ended.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Run()
    {
        try
        {
            var tickAt = _time.GetTimestamp();
            while (!_isStopping)
            {
                while (_commands.TryDequeue(out var command))
                    command();
                _loop.RunOnce(SendDue());
                if (_time.GetElapsedTime(tickAt) < TickInterval)
                    continue;
                tickAt = _time.GetTimestamp();
                _fleet.Tick();
                foreach (var clinic in _requests)
                    clinic.Tick();
            }

            _fleet.Close();
            _loop.Dispose();
            _ended.SetResult();
        }
        catch (Exception e)
        {
            _ended.SetException(e);
            Console.Error.WriteLine($"The load generator broke: {e}");
            foreach (var stream in _streams)
                stream.End();
        }
    }

    /// <returns>How long nothing is due.</returns>
    private TimeSpan SendDue()
    {
        while (true)
        {
            ArrivalStream? next = null;
            var dueAt = long.MaxValue;
            foreach (var stream in _streams)
            {
                if (stream.NextDueAt < dueAt)
                    (next, dueAt) = (stream, stream.NextDueAt);
            }

            if (next is null)
            {
                _streams.Clear();
                return LongestWait;
            }

            var left = _time.GetElapsedTime(_time.GetTimestamp(), dueAt);
            if (left > TimeSpan.Zero)
                return left < LongestWait ? left : LongestWait;
            var number = next.Take();
            _requests[next.Clinics[(int)(number % next.Clinics.Count)]].Send(dueAt);
        }
    }
}
