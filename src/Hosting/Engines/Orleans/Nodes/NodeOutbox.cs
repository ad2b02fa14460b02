using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Grains.Pools;
using Dispatch.Hosting.Cluster;

namespace Dispatch.Hosting.Nodes;

/// <summary>
/// What grains of this process have to tell one other process, gathered for a moment and sent as one message: hints by
/// the hundred would cost more than what they are about. Of one state only the newest line is kept. Thread-safe.
/// </summary>
public sealed class NodeOutbox
{
    private readonly Lock _lock = new();
    private readonly Dictionary<StateCode, StateLine> _lines = [];
    private readonly Dictionary<(StateCode State, ProviderId Provider), ProviderNews> _providers = [];
    private readonly List<ConsultSummary> _consults = [];
    private readonly List<EscalationNotice> _escalations = [];

    public void Add(StateLine line)
    {
        lock (_lock)
        {
            _lines[line.State] = line;
        }
    }

    /// <summary>Of one provider, only the newest is kept for each state.</summary>
    public void Add(ProviderNews news)
    {
        lock (_lock)
        {
            var key = (news.State, news.Provider);
            if (!_providers.TryGetValue(key, out var known) || known.Stamp < news.Stamp)
            {
                _providers[key] = news;
            }
        }
    }

    /// <summary>Over the limit the newest is dropped: whoever misses a hint reads the store.</summary>
    public void Add(ConsultSummary consult)
    {
        lock (_lock)
        {
            if (_consults.Count < ClusterLimits.NewsPerMessage)
            {
                _consults.Add(consult);
            }
        }
    }

    /// <inheritdoc cref="Add(ConsultSummary)"/>
    public void Add(EscalationNotice notice)
    {
        lock (_lock)
        {
            if (_escalations.Count < ClusterLimits.NewsPerMessage)
            {
                _escalations.Add(notice);
            }
        }
    }

    /// <summary>Sends what was gathered; nothing when there is nothing.</summary>
    public void SendTo(INodeNews node, bool withLines)
    {
        SendProvidersTo(node);
        ImmutableArray<StateLine> lines;
        ImmutableArray<ConsultSummary> consults;
        ImmutableArray<EscalationNotice> escalations;
        lock (_lock)
        {
            if ((_lines.Count == 0 || !withLines) && _consults.Count == 0 && _escalations.Count == 0)
            {
                return;
            }

            (lines, consults, escalations) = ([.. _lines.Values], [.. _consults], [.. _escalations]);
            _lines.Clear();
            _consults.Clear();
            _escalations.Clear();
        }

        _ = node.News(lines, consults, escalations);
    }

    private void SendProvidersTo(INodeNews node)
    {
        ImmutableArray<ProviderNews> providers;
        lock (_lock)
        {
            if (_providers.Count == 0)
            {
                return;
            }

            providers = [.. _providers.Values];
            _providers.Clear();
        }

        _ = node.Providers(providers);
    }
}
