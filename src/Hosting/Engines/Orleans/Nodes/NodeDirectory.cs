using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using Dispatch.Hosting.Cluster;
using Dispatch.Hosting.Places;
using Microsoft.Extensions.Options;
using Npgsql;
using OrleansClusterOptions = Orleans.Configuration.ClusterOptions;

namespace Dispatch.Hosting.Nodes;

/// <summary>
/// The processes of the cluster as this one knows them: read from the store each second, which also renews this
/// process's own entry. A process that died is told to the providers who had their sockets there.
/// </summary>
public sealed partial class NodeDirectory(
    NodeTable table,
    NodeName name,
    IServiceProvider services,
    IOptions<OrleansClusterOptions> cluster,
    ILogger<NodeDirectory> log) : BackgroundService, INodeDirectory
{
    // Only members of the cluster know where what lives.
    private readonly Lazy<ClusterPlaces?> _places = new(services.GetService<ClusterPlaces>);
    private readonly NodeLeases _leases = new(ClusterLimits.NodeLease, ClusterLimits.NodeReadingGap);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<ProviderId, byte>> _providersOfNode = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private ImmutableArray<RemoteNode> _nodes = [];
    private ImmutableArray<INodeObserver> _withSockets = [];
    private NodeEntry? _entry;
    private TimeSpan _renewedAt;

    // Engines hold observers weakly.
    private NodeNews? _news;

    /// <summary>Raised when this process could not renew its entry for so long that the others took it for dead.</summary>
    public event Action? Returned;

    public IReadOnlyList<INodeObserver> All => _withSockets;

    public IReadOnlyList<INodeObserver> WithBoard => _nodes;

    public INodeObserver? Find(string node)
    {
        foreach (var known in _nodes)
        {
            if (known.Name == node && known.HasSockets)
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>Leaves word for the pool of a state with the next message to its process.</summary>
    /// <returns>False when it is not known where that is, or it is here.</returns>
    public bool TryTellPool(ProviderNews news)
    {
        if (_places.Value is not { } places
            || places.OfState(StateCatalog.IndexOf(news.State)) is not { } silo
            || silo.Equals(places.Here)
            || places.NameAt(silo) is not { } name)
        {
            return false;
        }

        foreach (var known in _nodes)
        {
            if (known.Name == name)
            {
                known.Tell(news);
                return true;
            }
        }

        return false;
    }

    public void Holds(string node, ProviderId provider) =>
        _providersOfNode.GetOrAdd(node, static _ => new ConcurrentDictionary<ProviderId, byte>())[provider] = 0;

    /// <summary>The others are known before anything that asks for them starts.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await table.RemoveForgotten(cancellationToken);
        await ReadOnce(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Adds this process, once it can be called. Answers when all others have heard of it.</summary>
    public async Task Register(CancellationToken cancellationToken)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var node = services.GetService<INodeObserver>();
        _news = new NodeNews(services.GetRequiredService<StateBoard>(), node, new DirectPoolNews(grains));
        _entry = new NodeEntry(
            name.Value,
            node is null ? null : IdOf(grains.CreateObjectReference<INodeObserver>(node)),
            IdOf(grains.CreateObjectReference<INodeNews>(_news)),
            0);
        _renewedAt = _clock.Elapsed;
        await table.Renew(cluster.Value.ClusterId, _entry, cancellationToken);
        await ReadOnce(cancellationToken);
        if (node is not null)
        {
            // A provider's grain that is told of a node which its silo does not know yet would take it for dead.
            await Task.Delay(ClusterLimits.NodeInterval + ClusterLimits.NewsInterval, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Takes this process off: it stops.</summary>
    public async Task Unregister()
    {
        _entry = null;
        try
        {
            await table.Remove(cluster.Value.ClusterId, name.Value);
        }
        catch (NpgsqlException fault)
        {
            LogNotReached(fault);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var news = new PeriodicTimer(ClusterLimits.NewsInterval, TimeProvider.System);
            var readAt = _clock.Elapsed;
            while (await news.WaitForNextTickAsync(stoppingToken))
            {
                var isRound = _clock.Elapsed - readAt >= ClusterLimits.NodeInterval;
                var silosCanWait = _places.Value is { NodesHostGrains: true };
                foreach (var node in _nodes)
                {
                    // Where providers live on nodes, nobody looks for work by a silo's board.
                    node.SendNews(withLines: isRound || node.HasSockets || !silosCanWait);
                }

                if (isRound)
                {
                    readAt = _clock.Elapsed;
                    _ = Round(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private static string IdOf(IAddressable observer) => observer.GetGrainId().ToString();

    private async Task Round(CancellationToken cancellationToken)
    {
        try
        {
            if (_entry is { } entry)
            {
                await table.Renew(cluster.Value.ClusterId, entry, cancellationToken);
                var wasAway = _clock.Elapsed - _renewedAt >= ClusterLimits.NodeLease;
                _renewedAt = _clock.Elapsed;
                if (wasAway)
                {
                    Returned?.Invoke();
                }
            }

            await ReadOnce(cancellationToken);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            LogNotReached(fault);
        }
    }

    private async Task ReadOnce(CancellationToken cancellationToken)
    {
        var entries = await table.Read(cluster.Value.ClusterId, cancellationToken);
        lock (_leases)
        {
            Became(entries);
        }
    }

    private void Became(IReadOnlyList<NodeEntry> entries)
    {
        var alive = _leases.Read(entries.Select(e => (e.Name, e.Beat)), _clock.Elapsed);
        var before = _nodes;
        _nodes = [.. alive.Select(node => before.FirstOrDefault(b => b.Name == node) ?? Create(entries.First(e => e.Name == node)))];
        _withSockets = [.. _nodes.Where(n => n.HasSockets)];
        foreach (var gone in before.Where(b => b.HasSockets && !alive.Contains(b.Name)))
        {
            LogGone(gone.Name);
            TellProvidersOf(gone.Name);
        }
    }

    private RemoteNode Create(NodeEntry entry)
    {
        if (entry.Name == name.Value)
        {
            return new RemoteNode(entry.Name, services.GetService<INodeObserver>(), _news!);
        }

        var grains = services.GetRequiredService<IGrainFactory>();
        return new RemoteNode(
            entry.Name,
            entry.Observer is { } observer ? grains.GetGrain<INodeObserver>(GrainId.Parse(observer)) : null,
            grains.GetGrain<INodeNews>(GrainId.Parse(entry.News)));
    }

    private void TellProvidersOf(string node)
    {
        if (_providersOfNode.TryRemove(node, out var providers))
        {
            var grains = services.GetRequiredService<IGrainFactory>();
            foreach (var (provider, _) in providers)
            {
                _ = grains.GetGrain<IProviderGrain>(provider.Value).NodeGone(node);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The nodes could not be read or renewed; what was known stands")]
    private partial void LogNotReached(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} is gone")]
    private partial void LogGone(string node);
}
