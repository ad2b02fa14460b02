using Dispatch.Api;
using Dispatch.Api.Hubs;
using Dispatch.Api.Security;
using Dispatch.Api.Sessions;
using Dispatch.Domain.Clinics;
using Dispatch.Domain.Ids;
using Dispatch.Journal;
using Dispatch.Journal.Sessions;
using Dispatch.Tests.Unit.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dispatch.Tests.Unit.Api;

public sealed class BrowserSessionsTests : IDisposable
{
    private const string ClinicText = "cli_01h455vb4pex5vsknk084sn02q";

    private static readonly TokenHash Token = TokenHash.Of("ss_of_a_clinic");
    private static readonly ApiLimits Limits = new();
    private static readonly BrowserSessionOptions Options = new() { Cached = 100 };
    private static readonly Clinic TheClinic =
        new(ClinicId.Of(ClinicText), "Lumen", "UTC", null, null, null, ClinicLimits.Default, DateTimeOffset.UnixEpoch);

    private readonly ManualTime _time = new();
    private readonly RegistryOfProviders _registry = new() { AnyClinic = Task.FromResult<Clinic?>(TheClinic) };
    private readonly BrowserSessions _sessions;
    private readonly SocketContext _first = new();
    private readonly SocketContext _second = new();

    public BrowserSessionsTests()
    {
        var keys = new AccessKeys(
            _registry,
            OperatorToken.Load(new DispatchOptions { OperatorToken = "an operator's token, long enough" }, new SystemRandomSource()),
            Limits,
            _time);
        var now = _time.GetUtcNow();
        var store = new OneSession(new StoredSession(
            Token.ToBytes(), nameof(CallerKind.Clinic), ClinicText, now, now, now + Options.LongestTime, null));
        _sessions = new BrowserSessions(
            store, keys, Options, Limits, new SystemRandomSource(), _time, NullLogger<BrowserSessions>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task End_OfASessionThatTwoRequestsLoadedAtOnce_CutsTheConnectionsOfBoth()
    {
        var clinic = new TaskCompletionSource<Clinic?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _registry.AnyClinic = clinic.Task;
        var (one, other) = (_sessions.Find(Token, Cancellation).AsTask(), _sessions.Find(Token, Cancellation).AsTask());
        clinic.SetResult(TheClinic);
        _sessions.Attach((await one)!, SocketOf(_first));
        _sessions.Attach((await other)!, SocketOf(_second));

        await _sessions.End(Token);

        Assert.True(_first.IsCut);
        Assert.True(_second.IsCut);
    }

    [Fact]
    public async Task End_OfASessionThatWasForgottenBetweenTwoConnections_CutsBoth()
    {
        var before = (await _sessions.Find(Token, Cancellation))!;
        for (var i = 0; i < Options.Cached; i++)
        {
            await _sessions.Find(TokenHash.Of($"ss_{i}"), Cancellation);
        }

        var after = (await _sessions.Find(Token, Cancellation))!;
        _sessions.Attach(before, SocketOf(_first));
        _sessions.Attach(after, SocketOf(_second));

        await _sessions.End(Token);

        Assert.True(_first.IsCut);
        Assert.True(_second.IsCut);
    }

    [Fact]
    public async Task Detach_OfTheLastConnection_LeavesNoneConnected()
    {
        var session = (await _sessions.Find(Token, Cancellation))!;
        var (one, other) = (SocketOf(_first), SocketOf(_second));
        _sessions.Attach(session, one);
        _sessions.Attach(session, other);

        _sessions.Detach(session, one);
        Assert.Same(session, Assert.Single(_sessions.Connected));
        _sessions.Detach(session, other);

        Assert.Empty(_sessions.Connected);
        await _sessions.End(Token);
        Assert.False(_first.IsCut);
        Assert.False(_second.IsCut);
    }

    private HubSocket SocketOf(SocketContext context) => new(context, new SlowClient(), Limits, _time);

    private sealed class OneSession(StoredSession only) : ISessionStore
    {
        public Task<StoredSession?> Find(ReadOnlyMemory<byte> tokenHash, CancellationToken cancellationToken = default) =>
            Task.FromResult(tokenHash.Span.SequenceEqual(only.TokenHash.Span) ? only : null);

        public Task End(ReadOnlyMemory<byte> tokenHash, DateTimeOffset at) => Task.CompletedTask;

        public Task Seen(ReadOnlyMemory<byte> tokenHash, DateTimeOffset at) => Task.CompletedTask;

        public Task Begin(StoredSession session) => throw new NotSupportedException("Nobody signs in.");

        public Task<int> EndAll(string subject, string? kind, DateTimeOffset at) => throw new NotSupportedException("One session ends.");

        public Task<IReadOnlyList<byte[]>> EndedSince(DateTimeOffset since, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Sessions end here.");

        public Task Forget(DateTimeOffset endsBefore) => throw new NotSupportedException("Nothing is deleted.");
    }
}
