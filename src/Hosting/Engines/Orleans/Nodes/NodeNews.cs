using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Pools;

namespace Dispatch.Hosting.Nodes;

/// <summary>Hands news from other processes to this one.</summary>
/// <param name="board">Of this process.</param>
/// <param name="node">Null when this process has no sockets.</param>
/// <param name="pools">Of this process.</param>
public sealed class NodeNews(StateBoard board, INodeObserver? node, DirectPoolNews pools) : INodeNews
{
    public Task Providers(ImmutableArray<ProviderNews> providers)
    {
        foreach (var news in providers)
        {
            if (news.Candidate is { } candidate)
            {
                pools.Announce(news.State, candidate);
            }
            else
            {
                pools.Withdraw(news.State, news.Provider, news.Stamp);
            }
        }

        return Task.CompletedTask;
    }

    public Task News(
        ImmutableArray<StateLine> lines, ImmutableArray<ConsultSummary> consults, ImmutableArray<EscalationNotice> escalations)
    {
        foreach (var line in lines)
        {
            board.Update(line);
        }

        if (node is not null)
        {
            foreach (var consult in consults)
            {
                _ = node.ConsultChanged(consult);
            }

            foreach (var notice in escalations)
            {
                _ = node.Escalated(notice);
            }
        }

        return Task.CompletedTask;
    }
}
