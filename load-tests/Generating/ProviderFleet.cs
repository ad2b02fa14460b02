using System.Net.Sockets;
using Dispatch.LoadTests.Measuring;
using Dispatch.LoadTests.Wire;

namespace Dispatch.LoadTests.Generating;

/// <summary>All providers of a run, one WebSocket each, on the generator's loop.</summary>
internal sealed class ProviderFleet
{
    /// <summary>How long after a loss a provider comes back.</summary>
    public static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>A server that says nothing for so long is gone; it pings every 15 s.</summary>
    public static readonly TimeSpan ServerSilence = TimeSpan.FromSeconds(60);

    private const int ConnectingAtOnce = 64;
    private const int PingPhases = 8;
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(7);

    private readonly TimeProvider _time;
    private readonly List<ProviderClient> _providers;
    private readonly Queue<ProviderClient> _wanting = [];
    private readonly HashSet<ProviderClient> _connecting = [];
    private int _onDuty;
    private int _lost;
    private string? _lastFault;

    public ProviderFleet(
        EventLoop loop, IReadOnlyList<ServerNode> nodes, IReadOnlyList<string> accessTokens, ConsultBook book, DateOnly today, TimeProvider time)
    {
        Loop = loop;
        Book = book;
        Approvals = new ApprovalBook(today);
        _time = time;
        _providers = [.. accessTokens.Select((token, index) => new ProviderClient(this, nodes[index % nodes.Count], index, token))];
    }

    public EventLoop Loop { get; }

    public ConsultBook Book { get; }

    public ApprovalBook Approvals { get; }

    /// <summary>What one handler writes before it sends.</summary>
    public FrameWriter Writer { get; } = new();

    public int Count => _providers.Count;

    public int OnDuty => Volatile.Read(ref _onDuty);

    /// <summary>Connections that ended, or could not be made, without our asking.</summary>
    public int ConnectionsLost => Volatile.Read(ref _lost);

    /// <summary>Why the last one was lost.</summary>
    public string? LastFault => Volatile.Read(ref _lastFault);

    public long Now() => _time.GetTimestamp();

    /// <summary>How long a provider is silent before it pings; the server gives up after 30 s. Not the same for all, or all would ping at once.</summary>
    public static TimeSpan PingAfter(int provider) => PingInterval + TimeSpan.FromSeconds(provider % PingPhases);

    public void ConnectAll()
    {
        foreach (var provider in _providers.Where(provider => provider.IsDown))
            WantsToConnect(provider);
    }

    /// <summary>All connections drop at once, and all providers come back at once.</summary>
    public void DropAll()
    {
        _wanting.Clear();
        _connecting.Clear();
        foreach (var provider in _providers)
            provider.Drop();
        foreach (var provider in _providers)
            TryConnect(provider);
    }

    public void Tick()
    {
        var now = Now();
        foreach (var provider in _providers)
            provider.Tick(now, _time);
    }

    public void Close()
    {
        foreach (var provider in _providers)
            provider.Close();
    }

    internal void WantsToConnect(ProviderClient provider)
    {
        if (_connecting.Count < ConnectingAtOnce)
            TryConnect(provider);
        else if (!_wanting.Contains(provider))
            _wanting.Enqueue(provider);
    }

    internal void WentOnDuty(ProviderClient provider)
    {
        _onDuty++;
        Settled(provider);
    }

    internal void WentOffDuty() => _onDuty--;

    internal void Lost(ProviderClient provider)
    {
        _lost++;
        Volatile.Write(ref _lastFault, provider.Fault);
        Settled(provider);
    }

    private void Settled(ProviderClient provider)
    {
        if (_connecting.Remove(provider) && _wanting.TryDequeue(out var next) && next.IsDown)
            TryConnect(next);
    }

    private void TryConnect(ProviderClient provider)
    {
        try
        {
            _connecting.Add(provider);
            provider.Connect();
        }
        catch (SocketException e)
        {
            _connecting.Remove(provider);
            _lost++;
            Volatile.Write(ref _lastFault, e.Message);
        }
    }
}
