using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;

namespace Dispatch.Tests.Simulation;

/// <summary>One node as the grains of another see it, with the network between them.</summary>
internal sealed class NodeLink(World world, Node from, Node to, INodeObserver target) : INodeObserver
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);

    private bool IsReached => !to.IsDead && !world.Cluster.AreApart(from, to);

    public async Task<bool> Push(ProviderId provider, ProviderMessage message)
    {
        var fate = world.Storm.Has(Fault.Answers) ? from.Luck.Between(0, 400) : int.MaxValue;
        if (IsReached && fate > 1)
        {
            return await target.Push(provider, message);
        }

        // Lost on its way, or it arrived and nobody heard so.
        if (IsReached && fate == 1)
        {
            _ = target.Push(provider, message);
        }

        await world.Delay(ResponseTimeout);
        throw new TimeoutException($"{to.Name} did not answer.");
    }

    public Task ConsultChanged(ConsultSummary consult) => Hint(() => target.ConsultChanged(consult));

    public Task Escalated(EscalationNotice notice) => Hint(() => target.Escalated(notice));

    public Task LineChanged(StateLine line) => Hint(() => target.LineChanged(line));

    public Task ReportAvailability(StateCode state, ImmutableArray<ProviderId> providers) =>
        Hint(() => target.ReportAvailability(state, providers));

    public Task Reconnect(ProviderId provider) => Hint(() => target.Reconnect(provider));

    public Task<ImmutableArray<ProviderId>> OnDuty(StateCode state) => Ask(() => target.OnDuty(state));

    public Task<ImmutableArray<ProviderId>> Connected(ImmutableArray<ProviderId> providers) =>
        Ask(() => target.Connected(providers));

    private async Task<ImmutableArray<ProviderId>> Ask(Func<Task<ImmutableArray<ProviderId>>> question)
    {
        if (IsReached && !(world.Storm.Has(Fault.Answers) && from.Luck.Hits(0.005)))
        {
            return await question();
        }

        await world.Delay(ResponseTimeout);
        throw new TimeoutException($"{to.Name} did not answer.");
    }

    private Task Hint(Func<Task> hint)
    {
        from.Network.CarryHint(() =>
        {
            if (IsReached && !from.IsDead)
            {
                _ = hint();
            }
        });
        return Task.CompletedTask;
    }
}
