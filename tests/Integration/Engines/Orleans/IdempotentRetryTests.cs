using System.Reflection;
using Dispatch.Grains;
using Dispatch.Hosting.Calls;
using Orleans.Runtime.Messaging;
using Orleans.Serialization.Invocation;

namespace Dispatch.Tests.Integration;

/// <summary>Which calls are made again when they failed.</summary>
public sealed class IdempotentRetryTests
{
    private const int MostRepeats = 6;

    public static TheoryData<Exception> FaultsOfADeadSilo =>
    [
        new SiloUnavailableException("the silo is dead"),
        (Exception)Activator.CreateInstance(
            typeof(OrleansMessageRejectionException), BindingFlags.Instance | BindingFlags.NonPublic, null, ["the silo is shutting down"], null)!,
        new ConnectionFailedException("nobody listens"),
    ];

    [Theory]
    [MemberData(nameof(FaultsOfADeadSilo))]
    public async Task Idempotent_WhoseSiloDied_IsRepeatedUntilItIsAnswered(Exception fault)
    {
        var clock = new InstantTime();
        using var metrics = new ClusterMetrics();
        var call = new FakeCall(nameof(ICalls.Marked), fault, fault);

        await new IdempotentRetry(metrics, clock).Invoke(call);

        Assert.Equal(3, call.Invoked);
        Assert.Equal([TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200)], clock.Waited);
        Assert.Equal(2, Repeated(metrics));
    }

    [Theory]
    [MemberData(nameof(FaultsOfADeadSilo))]
    public async Task Idempotent_WhoseAnswerSaysThatTheSiloDied_IsRepeatedToo(Exception fault)
    {
        using var metrics = new ClusterMetrics();
        var call = new FakeCall(nameof(ICalls.Marked), fault) { Answers = true };

        await new IdempotentRetry(metrics, new InstantTime()).Invoke(call);

        Assert.Equal(2, call.Invoked);
        Assert.Null(call.Response!.Exception);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Idempotent_WhoseSilosKeepDying_FailsAfterTheLastPause(bool answers)
    {
        var clock = new InstantTime();
        using var metrics = new ClusterMetrics();
        var fault = new SiloUnavailableException("the silo is dead");
        var call = new FakeCall(nameof(ICalls.Marked), [.. Enumerable.Repeat(fault, MostRepeats + 1)]) { Answers = answers };

        await AssertFails(metrics, clock, call, fault);

        Assert.Equal(MostRepeats + 1, call.Invoked);

        // Longer than it takes to find a silo dead.
        Assert.InRange(clock.Waited.Aggregate((sum, one) => sum + one), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
    }

    public static TheoryData<Exception> FaultsOfAnother => [new TimeoutException("no answer"), new InvalidOperationException("a defect")];

    [Theory]
    [MemberData(nameof(FaultsOfAnother))]
    public async Task Idempotent_ThatTimedOutOrFailedByItself_IsNotRepeated(Exception fault)
    {
        var clock = new InstantTime();
        using var metrics = new ClusterMetrics();
        foreach (var answers in (bool[])[false, true])
        {
            var call = new FakeCall(nameof(ICalls.Marked), fault) { Answers = answers };

            await AssertFails(metrics, clock, call, fault);

            Assert.Equal(1, call.Invoked);
        }

        Assert.Empty(clock.Waited);
    }

    [Theory]
    [MemberData(nameof(FaultsOfADeadSilo))]
    public async Task Unmarked_WhoseSiloDied_IsNotRepeated(Exception fault)
    {
        var clock = new InstantTime();
        using var metrics = new ClusterMetrics();
        foreach (var answers in (bool[])[false, true])
        {
            var call = new FakeCall(nameof(ICalls.Unmarked), fault) { Answers = answers };

            await AssertFails(metrics, clock, call, fault);

            Assert.Equal(1, call.Invoked);
        }

        Assert.Empty(clock.Waited);
        Assert.Equal(0, Repeated(metrics));
    }

    private static async Task AssertFails(ClusterMetrics metrics, InstantTime clock, FakeCall call, Exception fault)
    {
        var thrown = await Record.ExceptionAsync(() => new IdempotentRetry(metrics, clock).Invoke(call));
        Assert.Same(fault, call.Answers ? call.Response!.Exception : thrown);
    }

    private static double Repeated(ClusterMetrics metrics)
    {
        const string Name = "dispatch_cluster_repeated_calls_total ";
        var writer = new PrometheusWriter();
        metrics.Write(writer);
        var line = writer.ToString().Split('\n').Single(l => l.StartsWith(Name, StringComparison.Ordinal));
        return double.Parse(line[Name.Length..]);
    }

    private interface ICalls
    {
        [Idempotent]
        Task Marked();

        Task Unmarked();
    }

    /// <summary>Fails once with each of the faults, then is answered.</summary>
    private sealed class FakeCall(string method, params Exception[] faults) : IOutgoingGrainCallContext
    {
        public int Invoked { get; private set; }

        /// <summary>Whether the faults come as answers and are not thrown.</summary>
        public bool Answers { get; init; }

        public Response? Response { get; set; }

        public MethodInfo InterfaceMethod { get; } = typeof(ICalls).GetMethod(method)!;

        public string MethodName => method;

        public string InterfaceName => nameof(ICalls);

        public object? Result { get; set; }

        public IInvokable Request => throw new NotSupportedException();

        public object Grain => throw new NotSupportedException();

        public GrainId? SourceId => null;

        public GrainId TargetId => default;

        public GrainInterfaceType InterfaceType => default;

        public IGrainContext? SourceContext => null;

        public Task Invoke()
        {
            var fault = Invoked < faults.Length ? faults[Invoked] : null;
            Invoked++;
            if (fault is not null && !Answers)
            {
                return Task.FromException(fault);
            }

            Response = fault is null ? Response.Completed : Response.FromException(fault);
            return Task.CompletedTask;
        }
    }

    /// <summary>Whoever waits is woken at once.</summary>
    private sealed class InstantTime : TimeProvider
    {
        public List<TimeSpan> Waited { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
