using System.Collections.Immutable;
using Dispatch.Api.Engines.Embedded;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.States;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Integration.Harness;

/// <summary>The server's own node, which grains do not reach while a test says so, and another one, which takes every push.</summary>
internal sealed class TwoNodes(INodeDirectory own) : INodeDirectory, INodeObserver
{
    /// <summary>The last in the order of names: what is pushed here was pushed to the server's own node before.</summary>
    public const string Other = "~other";

    private volatile bool _isOwnUnreachable;

    public static DispatchHostOptions Options { get; } = new()
    {
        Configure = builder => builder.Services.AddSingleton<INodeDirectory>(
            services => new TwoNodes(ActivatorUtilities.CreateInstance<SingleNodeDirectory>(services))),
    };

    public bool IsOwnUnreachable
    {
        get => _isOwnUnreachable;
        set => _isOwnUnreachable = value;
    }

    /// <summary>What the other node was pushed.</summary>
    public EventLog<ProviderMessage> Pushed { get; } = new(Other);

    public IReadOnlyList<INodeObserver> All => own.All;

    public static TwoNodes Of(DispatchHost host) => (TwoNodes)host.Services.GetRequiredService<INodeDirectory>();

    public INodeObserver? Find(string node) => node == Other ? this : IsOwnUnreachable ? null : own.Find(node);

    public Task<bool> Push(ProviderId provider, ProviderMessage message)
    {
        Pushed.Add(message);
        return Task.FromResult(true);
    }

    public Task<ImmutableArray<ProviderId>> Connected(ImmutableArray<ProviderId> providers) => Task.FromResult(providers);

    public Task<ImmutableArray<ProviderId>> OnDuty(StateCode state) => Task.FromResult<ImmutableArray<ProviderId>>([]);

    public Task ConsultChanged(ConsultSummary consult) => Task.CompletedTask;

    public Task Escalated(EscalationNotice notice) => Task.CompletedTask;

    public Task LineChanged(StateLine line) => Task.CompletedTask;

    public Task ReportAvailability(StateCode state, ImmutableArray<AvailabilityQuestion> questions) => Task.CompletedTask;

    public Task Reconnect(ProviderId provider) => Task.CompletedTask;
}
