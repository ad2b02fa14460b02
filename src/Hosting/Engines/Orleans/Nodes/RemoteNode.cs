using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;

namespace Dispatch.Hosting.Nodes;

/// <summary>Another process: questions and pushes go straight to it, hints with the next news.</summary>
/// <param name="observer">Null when it has no sockets.</param>
public sealed class RemoteNode(string name, INodeObserver? observer, INodeNews news) : INodeObserver
{
    private readonly NodeOutbox _outbox = new();

    public string Name { get; } = name;

    public bool HasSockets => observer is not null;

    private INodeObserver Observer => observer ?? throw new InvalidOperationException($"{Name} has no sockets.");

    public Task<bool> Push(ProviderId provider, ProviderMessage message) => Observer.Push(provider, message);

    public Task<ImmutableArray<ProviderId>> OnDuty(StateCode state) => Observer.OnDuty(state);

    public Task ReportAvailability(StateCode state, ImmutableArray<AvailabilityQuestion> questions) =>
        Observer.ReportAvailability(state, questions);

    public Task<ImmutableArray<ProviderId>> Connected(ImmutableArray<ProviderId> providers) => Observer.Connected(providers);

    public Task Reconnect(ProviderId provider) => Observer.Reconnect(provider);

    public Task ConsultChanged(ConsultSummary consult)
    {
        _outbox.Add(consult);
        return Task.CompletedTask;
    }

    public Task Escalated(EscalationNotice notice)
    {
        _outbox.Add(notice);
        return Task.CompletedTask;
    }

    public Task LineChanged(StateLine line)
    {
        _outbox.Add(line);
        return Task.CompletedTask;
    }

    public void Tell(ProviderNews providers) => _outbox.Add(providers);

    /// <summary>Sends the hints that were gathered. To this process itself without the engine, which may be stopping.</summary>
    /// <param name="withLines">Whether those of the state board go too, or wait.</param>
    public void SendNews(bool withLines) => _outbox.SendTo(news, withLines);
}
