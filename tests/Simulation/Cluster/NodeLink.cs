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

    public Task<bool> Push(ProviderId provider, ProviderMessage message)
    {
        var fate = world.Storm.Has(Fault.Answers) ? from.Luck.Between(0, 400) : int.MaxValue;
        if (IsReached && fate > 1)
        {
            return target.Push(provider, message);
        }

        // Lost on its way, or it arrived and nobody heard so.
        if (IsReached && fate == 1)
        {
            _ = target.Push(provider, message);
        }

        return Silence<bool>();
    }

    // No page of a clinic or an operator is here to be told.
    public Task ConsultChanged(ConsultSummary consult) => Task.CompletedTask;

    public Task Escalated(EscalationNotice notice) => Task.CompletedTask;

    public Task LineChanged(StateLine line) => Hint(() => target.LineChanged(line));

    public Task ReportAvailability(StateCode state, ImmutableArray<AvailabilityQuestion> questions) =>
        Hint(() => target.ReportAvailability(state, questions));

    public Task Reconnect(ProviderId provider) => Hint(() => target.Reconnect(provider));

    public Task<ImmutableArray<ProviderId>> OnDuty(StateCode state) => Ask(() => target.OnDuty(state));

    public Task<ImmutableArray<ProviderId>> Connected(ImmutableArray<ProviderId> providers) =>
        Ask(() => target.Connected(providers));

    private Task<ImmutableArray<ProviderId>> Ask(Func<Task<ImmutableArray<ProviderId>>> question) =>
        IsReached && !(world.Storm.Has(Fault.Answers) && from.Luck.Hits(0.005)) ? question() : Silence<ImmutableArray<ProviderId>>();

    private Task<T> Silence<T>()
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        world.After(ResponseTimeout, () => answer.SetException(new TimeoutException($"{to.Name} did not answer.")));
        return answer.Task;
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
