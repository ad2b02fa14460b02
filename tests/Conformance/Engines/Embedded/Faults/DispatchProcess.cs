using System.Collections.Immutable;
using Dispatch.Domain.Consults;
using Dispatch.Domain.Ids;
using Dispatch.Domain.Offers;
using Dispatch.Domain.Pools;
using Dispatch.Domain.Providers;
using Dispatch.Domain.Settings;
using Dispatch.Domain.States;
using Dispatch.Engine.Embedded;
using Dispatch.Grains;
using Dispatch.Grains.Consults;
using Dispatch.Grains.Nodes;
using Dispatch.Grains.Pools;
using Dispatch.Grains.Providers;
using Dispatch.Grains.Settings;
using Dispatch.Journal;
using Dispatch.Journal.Queries;
using Dispatch.Journal.Rows;
using Dispatch.Journal.Vault;
using Dispatch.Tests.Conformance.Journal;
using Dispatch.Tests.Simulation.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Conformance.Engines.Embedded.Faults;

/// <summary>
/// The three grains in an engine of their own, with the sockets of their providers. Several over the same tables are what a
/// cluster is while each believes that a grain is active in it alone.
/// </summary>
internal sealed class DispatchProcess : INodeObserver, INodeDirectory, IPoolNews, ICallNetwork, IAsyncDisposable
{
    private const string Name = "node";
    private const int StepsMax = 100_000;
    private static readonly ReadOnlyMemory<byte> TokenHash = new byte[32];
    private readonly ServiceProvider _services;
    private readonly SortedSet<ProviderId> _sockets = [];
    private readonly INodeObserver _self;

    public DispatchProcess(DispatchProcess? beside = null)
    {
        Tables = beside?.Tables ?? new Tables();
        Scheduler = beside?.Scheduler ?? new SteppedTurnScheduler(seed: 1);
        Clock = beside?.Clock ?? new SimulatedTimeProvider(Samples.At);
        Store = new ScriptedStore(Scheduler);
        var reads = new Reads(Tables, Store);
        _services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<ITurnScheduler>(Scheduler)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IGrainStateStore>(States)
            .AddSingleton<IJournal>(new InMemoryJournal(Tables, Store, Clock))
            .AddSingleton<IOpenConsults>(new OpenConsultQueries(reads))
            .AddSingleton<IRegistryQueries>(new RegistryQueries(reads))
            .AddSingleton<IConsultQueries>(new ConsultQueries(reads))
            .AddSingleton<ISettingQueries>(new SettingQueries(reads))
            .AddSingleton<IPatientVault, NoVault>()
            .AddSingleton<IIdSource>(new TypeIdSource(Clock, new SystemRandomSource()))
            .AddSingleton<INodeDirectory>(this)
            .AddSingleton<IPoolNews>(this)
            .AddSingleton<ICallNetwork>(this)
            .AddDispatchGrains()
            .AddEmbeddedEngine(null, typeof(IConsultGrain).Assembly)
            .BuildServiceProvider();
        Engine = _services.GetRequiredService<EmbeddedEngine>();
        _self = Engine.CreateObjectReference<INodeObserver>(this);
        Engine.Start();
    }

    public Tables Tables { get; }

    public SteppedTurnScheduler Scheduler { get; }

    public SimulatedTimeProvider Clock { get; }

    public ScriptedStore Store { get; }

    public FragileStates States { get; } = new();

    public EmbeddedEngine Engine { get; }

    /// <summary>What was pushed to sockets here, oldest first.</summary>
    public List<ProviderMessage> Pushed { get; } = [];

    /// <summary>The providers here that a pool asked whether they are free, and how it listed them.</summary>
    public List<AvailabilityQuestion> Asked { get; } = [];

    /// <summary>What providers told pools without being offered anything.</summary>
    public List<Candidate> Announced { get; } = [];

    /// <summary>The calls between grains, as interface and method.</summary>
    public List<string> Called { get; } = [];

    /// <summary>Whether the node hears no question; what it is sent arrives.</summary>
    public bool IsSilent { get; set; }

    public bool IsCheap => false;

    public IReadOnlyList<INodeObserver> All => [_self];

    public INodeObserver? Find(string node) => node == Name ? _self : null;

    public IProviderGrain Provider(ProviderId provider) => Engine.GetGrain<IProviderGrain>(provider.Value);

    public IConsultGrain Consult(ConsultId consult) => Engine.GetGrain<IConsultGrain>(consult.Value);

    public IStateLicensePoolGrain Pool(string state) => Engine.GetGrain<IStateLicensePoolGrain>(state);

    /// <summary>A provider who serves live consults, one at a time.</summary>
    public ProviderId Register(params string[] states) => Register(Profile(states));

    public ProviderId Register(ProviderProfile profile)
    {
        Assert.IsType<ProviderChangeResult.Done>(Run(() => Provider(profile.Id).Register(profile, TokenHash, requireFreeNpi: false)));
        return profile.Id;
    }

    public void GoOnDuty(ProviderId provider)
    {
        _sockets.Add(provider);
        Run(() => Provider(provider).Connect(Name, $"socket-{provider}"));
        Assert.IsType<DutyResult.Done>(Run(() => Provider(provider).GoOnDuty([])));
    }

    /// <summary>A live consult in California, unless it is something else.</summary>
    public ConsultId Request(string state = "CA", Modality modality = Modality.Live)
    {
        var id = Samples.New<ConsultId>();
        var ticket = Samples.Ticket(id, Samples.New<ClinicId>(), state, Clock.GetUtcNow());
        ticket = ticket with { Requirements = ticket.Requirements with { Modality = modality } };
        Assert.IsType<RequestResult.Accepted>(Run(() => Consult(id).Request(
            new ConsultRequest(ticket, null, new SealedData(new byte[1]), null))));
        return id;
    }

    /// <summary>The offer of that consult that was pushed last.</summary>
    public OfferId OfferOf(ConsultId consult) => PushedOffer(consult).Id;

    /// <inheritdoc cref="OfferOf"/>
    public OfferSummary PushedOffer(ConsultId consult) =>
        Pushed.OfType<ProviderMessage.Offer>().Last(m => m.Open.Ticket.Consult == consult).Open.Offer;

    /// <summary>What an edit of everybody's setting leaves in the store; no process knows of it yet.</summary>
    public void Edit(SettingKind kind, string body)
    {
        var setting = new Setting(kind.Name, SettingScope.Default, 1, body, Clock.GetUtcNow(), "operator");
        var append = Samples.Append(SettingChanged.StreamOf(kind.Name, setting.Scope)).With(new SettingRow(setting));
        Assert.IsType<AppendResult.Appended>(Run(() => _services.GetRequiredService<IJournal>().Append(append)));
    }

    /// <summary>What the host does at its start, and then again and again.</summary>
    public void ReadSettings() => Run(() => _services.GetRequiredService<SettingsReader>().Load(CancellationToken.None));

    public static ProviderProfile Profile(params string[] states) => new(
        Samples.New<ProviderId>(),
        "Ada",
        "a@example.org",
        Credential.MD,
        "1234567893",
        [.. states.Select(License)],
        [Modality.Live],
        [ProviderProfile.AllServices],
        Capacity.Default);

    public static License License(string state) => new(new StateCode(state), $"{state}-1", new DateOnly(2030, 1, 1));

    /// <summary>Runs a call to its end without moving the clock.</summary>
    public T Run<T>(Func<Task<T>> call)
    {
        T result = default!;
        Run((Func<Task>)(async () => result = await call()));
        return result;
    }

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Func<Task> call)
    {
        var ended = Scheduler.Start(call);
        Scheduler.RunUntilIdle(StepsMax);
        Assert.True(ended.IsCompleted, "The call waits for something that is not ready.");
        ended.GetAwaiter().GetResult();
    }

    /// <summary>Moves the clock and runs what falls due, instant by instant.</summary>
    public void Advance(TimeSpan by)
    {
        var target = Clock.Elapsed + by;
        Scheduler.RunUntilIdle(StepsMax);
        while (Clock.NextDue is { } until && Clock.Elapsed + until <= target)
        {
            Clock.Advance(until);
            Scheduler.RunUntilIdle(StepsMax);
        }

        Clock.Advance(target - Clock.Elapsed);
        Scheduler.RunUntilIdle(StepsMax);
    }

    public void Carry(Parcel parcel)
    {
        Called.Add(parcel.Method);
        parcel.DeliverTo(Engine);
    }

    public Task<bool> Push(ProviderId provider, ProviderMessage message)
    {
        Pushed.Add(message);
        return Task.FromResult(_sockets.Contains(provider));
    }

    public Task ConsultChanged(ConsultSummary consult) => Task.CompletedTask;

    public Task Escalated(EscalationNotice notice) => Task.CompletedTask;

    public Task LineChanged(StateLine line)
    {
        _services.GetRequiredService<StateBoard>().Update(line);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ProviderId>> OnDuty(StateCode state) => Task.FromResult<ImmutableArray<ProviderId>>([.. _sockets]);

    public Task ReportAvailability(StateCode state, ImmutableArray<AvailabilityQuestion> questions)
    {
        Asked.AddRange(questions);
        foreach (var question in questions)
        {
            _ = Provider(question.Provider).ReportAvailability(state, question.Listed);
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ProviderId>> Connected(ImmutableArray<ProviderId> providers) =>
        IsSilent
            ? new TaskCompletionSource<ImmutableArray<ProviderId>>().Task
            : Task.FromResult<ImmutableArray<ProviderId>>([.. providers.Where(_sockets.Contains)]);

    public Task Reconnect(ProviderId provider) => Task.CompletedTask;

    public void Announce(StateCode state, Candidate candidate)
    {
        Announced.Add(candidate);
        _ = Pool(state.Value).Announce(candidate);
    }

    public void Withdraw(StateCode state, ProviderId provider, long stamp) => _ = Pool(state.Value).Withdraw(provider, stamp);

    public async ValueTask DisposeAsync()
    {
        Engine.Kill();
        await _services.DisposeAsync();
    }
}
