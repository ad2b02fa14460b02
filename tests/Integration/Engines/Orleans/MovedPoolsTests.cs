using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using System.Threading.Channels;
using Dispatch.Domain.States;
using Dispatch.Hosting.Places;
using Dispatch.Tests.Integration.Harness;
using Orleans.Serialization.Invocation;

namespace Dispatch.Tests.Integration;

/// <summary>Pools end where they were when a silo comes that is their place now.</summary>
public sealed class MovedPoolsTests : IAsyncLifetime
{
    private readonly FakeMembership _membership = new();
    private readonly ClusterPlaces _places;
    private readonly MovedPools _moved;

    public MovedPoolsTests()
    {
        _places = new ClusterPlaces(_membership, new FakeSilo(Silo(1)));
        _moved = new MovedPools(_places, _membership);
    }

    public async ValueTask InitializeAsync()
    {
        _membership.Become(Silo(1));
        await _moved.StartAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Pools_WhenASiloComes_EndIfItIsTheirPlaceAndStayIfNot()
    {
        var activations = Pools.ToDictionary(pool => pool, _ => new FakeActivation());
        await Task.WhenAll(activations.Select(a => Call(a.Key, a.Value)));
        Assert.All(activations.Values, activation => Assert.False(activation.Deactivated.IsCompleted));

        _membership.Become(Silo(1), Silo(2));

        var (stays, moves) = Split(activations);
        Assert.NotEmpty(stays);
        Assert.NotEmpty(moves);
        foreach (var activation in moves)
        {
            await Safety.Within(activation.Deactivated, () => "A pool whose place moved goes on.");
        }

        Assert.All(stays, activation => Assert.False(activation.Deactivated.IsCompleted));
    }

    [Fact]
    public async Task Pool_ThatWasBeingActivatedWhenItsPlaceMoved_EndsWithItsFirstCall()
    {
        _membership.Become(Silo(1), Silo(2));
        var activations = Pools.ToDictionary(pool => pool, _ => new FakeActivation());

        await Task.WhenAll(activations.Select(a => Call(a.Key, a.Value)));

        var (stays, moves) = Split(activations);
        Assert.NotEmpty(moves);
        Assert.All(moves, activation => Assert.True(activation.Deactivated.IsCompleted));
        Assert.All(stays, activation => Assert.False(activation.Deactivated.IsCompleted));
    }

    [Fact]
    public async Task Pool_ThatWasActivatedAnew_EndsAndItsPredecessorIsLeftAlone()
    {
        var activations = Pools.ToDictionary(pool => pool, _ => new FakeActivation());
        await Task.WhenAll(activations.Select(a => Call(a.Key, new FakeActivation(mayEnd: false))));
        await Task.WhenAll(activations.Select(a => Call(a.Key, a.Value)));

        _membership.Become(Silo(1), Silo(2));

        foreach (var activation in Split(activations).Moves)
        {
            await Safety.Within(activation.Deactivated, () => "A pool whose place moved goes on.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _moved.StopAsync(CancellationToken.None);
        _moved.Dispose();
    }

    private static IEnumerable<GrainId> Pools => StateCatalog.All.Select(state => GrainId.Create(GrainKinds.Pool, state.Code.Value));

    private static SiloAddress Silo(int number) => SiloAddress.New(IPAddress.Loopback, 11_110 + number, 1);

    private Task Call(GrainId pool, FakeActivation activation) => _moved.Invoke(new FakeCall(pool, activation));

    private (IReadOnlyList<FakeActivation> Stays, IReadOnlyList<FakeActivation> Moves) Split(Dictionary<GrainId, FakeActivation> activations)
    {
        var here = activations.ToLookup(a => _places.Of(a.Key)!.Equals(_places.Here), a => a.Value);
        return ([.. here[true]], [.. here[false]]);
    }

    /// <summary>Members as the test says.</summary>
    private sealed class FakeMembership : IClusterMembershipService
    {
        private readonly Channel<ClusterMembershipSnapshot> _updates = Channel.CreateUnbounded<ClusterMembershipSnapshot>();
        private int _version;

        public ClusterMembershipSnapshot CurrentSnapshot { get; private set; } = Snapshot([], 0);

        public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => _updates.Reader.ReadAllAsync();

        public void Become(params SiloAddress[] silos)
        {
            CurrentSnapshot = Snapshot(silos, ++_version);
            Assert.True(_updates.Writer.TryWrite(CurrentSnapshot));
        }

        public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<bool> TryKill(SiloAddress siloAddress) => throw new NotSupportedException();

        private static ClusterMembershipSnapshot Snapshot(IEnumerable<SiloAddress> silos, int version) => new(
            silos.ToImmutableDictionary(silo => silo, silo => new ClusterMember(silo, SiloStatus.Active, $"silo:{silo.Endpoint.Port}")),
            new MembershipVersion(version));
    }

    private sealed class FakeSilo(SiloAddress address) : ILocalSiloDetails
    {
        public SiloAddress SiloAddress => address;

        public string Name => "";

        public string ClusterId => "";

        public string DnsHostName => "";

        public SiloAddress GatewayAddress => address;
    }

    /// <summary>An activation that only knows whether it was ended.</summary>
    /// <param name="mayEnd">Whether ending it is right.</param>
    private sealed class FakeActivation(bool mayEnd = true) : IGrainContext
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Deactivated => _ended.Task;

        public GrainReference GrainReference => throw new NotSupportedException();

        public GrainId GrainId => throw new NotSupportedException();

        public object GrainInstance => throw new NotSupportedException();

        public ActivationId ActivationId => throw new NotSupportedException();

        public GrainAddress Address => throw new NotSupportedException();

        public IServiceProvider ActivationServices => throw new NotSupportedException();

        public IGrainLifecycle ObservableLifecycle => throw new NotSupportedException();

        public IWorkItemScheduler Scheduler => throw new NotSupportedException();

        public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken) =>
            Assert.True(mayEnd && _ended.TrySetResult(), "An activation was ended that is no more, or twice.");

        public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Rehydrate(IRehydrationContext context) => throw new NotSupportedException();

        public void ReceiveMessage(object message) => throw new NotSupportedException();

        public void SetComponent<TComponent>(TComponent? value)
            where TComponent : class => throw new NotSupportedException();

        public object? GetComponent(Type componentType) => throw new NotSupportedException();

        public object? GetTarget() => throw new NotSupportedException();

        public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);
    }

    private sealed class FakeCall(GrainId target, IGrainContext context) : IIncomingGrainCallContext
    {
        public GrainId TargetId => target;

        public IGrainContext TargetContext => context;

        public object Grain => throw new NotSupportedException();

        public GrainId? SourceId => null;

        public IInvokable Request => throw new NotSupportedException();

        public MethodInfo InterfaceMethod => throw new NotSupportedException();

        public MethodInfo ImplementationMethod => throw new NotSupportedException();

        public GrainInterfaceType InterfaceType => default;

        public string InterfaceName => "";

        public string MethodName => "";

        public object? Result { get; set; }

        public Response? Response { get; set; }

        public Task Invoke() => Task.CompletedTask;
    }
}
