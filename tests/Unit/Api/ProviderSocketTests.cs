using Dispatch.Api;
using Dispatch.Api.Hubs;
using Dispatch.Domain.Ids;
using Dispatch.Tests.Unit.Client;

namespace Dispatch.Tests.Unit.Api;

public sealed class ProviderSocketTests : IDisposable
{
    private readonly SocketContext _context = new();
    private readonly SlowClient _client = new() { IsDraining = true };
    private readonly ManualTime _time = new();
    private readonly ApiLimits _limits = new() { MessagesPerSocket = 3 };
    private readonly ProviderSocket _socket;

    public ProviderSocketTests() => _socket = new ProviderSocket(
        new ProviderId("prv_01h455vb4pex5vsknk084sn02q"), _context, _client, _limits, _time);

    public void Dispose() => _context.Dispose();

    [Fact]
    public async Task EndReplay_OfAMessageMissedBetweenTwoThatArrived_SendsItAndWhatCameAfterIt()
    {
        await _socket.Push(Message(1));
        await _socket.Push(Message(3));

        Assert.Equal(2, Replay(2, 3));

        // Who heard of the gap may have put the third aside, and waits for it.
        Assert.Equal([1L, 3L, 2L, 3L], _client.Sent);
    }

    [Fact]
    public async Task EndReplay_OfWhatIsOnItsWayUnbroken_SendsNothingTwice()
    {
        await _socket.Push(Message(1));
        await _socket.Push(Message(4));
        await _socket.Push(Message(5));

        Assert.Equal(0, Replay(4, 5));

        Assert.Equal([1L, 4L, 5L], _client.Sent);
    }

    [Fact]
    public async Task Push_BeforeTheFirstCall_WaitsForWhatThatResumes()
    {
        _socket.AwaitFirstCall();
        var offer = _socket.Push(Message(3));
        Assert.Empty(_client.Sent);

        Assert.Equal(2, Replay(2, 3));

        Assert.True(await offer);
        _time.Advance(_limits.ResumeWithin);
        Assert.Equal([2L, 3L], _client.Sent);
    }

    [Fact]
    public async Task Push_BeforeAFirstCallThatDoesNotResume_IsSentWithIt()
    {
        _socket.AwaitFirstCall();
        var offer = _socket.Push(Message(3));

        _socket.Called();
        _socket.Called();

        Assert.True(await offer);
        Assert.Equal([3L], _client.Sent);
    }

    [Fact]
    public async Task Push_ToASocketThatCallsNothing_WaitsNoLongerThanTheLimit()
    {
        _socket.AwaitFirstCall();
        var offer = _socket.Push(Message(3));

        _time.Advance(_limits.ResumeWithin - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_client.Sent);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(await offer);
        Assert.Equal([3L], _client.Sent);
    }

    [Fact]
    public async Task BeginReplay_WhenTheLimitOfTheFirstCallPasses_StillHoldsWhatIsNewer()
    {
        _socket.AwaitFirstCall();
        _socket.BeginReplay();
        var offer = _socket.Push(Message(2));

        _time.Advance(_limits.ResumeWithin);
        Assert.Empty(_client.Sent);
        _socket.EndReplay([Message(1)]);

        Assert.True(await offer);
        Assert.Equal([1L, 2L], _client.Sent);
    }

    [Fact]
    public async Task Push_WhileMissedOnesAreFetched_ComesAfterThemAndOnce()
    {
        _socket.BeginReplay();
        var among = _socket.Push(Message(2));
        var after = _socket.Push(Message(3));
        Assert.Empty(_client.Sent);

        Assert.Equal(2, _socket.EndReplay([Message(1), Message(2)]));

        Assert.True(await among);
        Assert.True(await after);
        Assert.Equal([1L, 2L, 3L], _client.Sent);
    }

    [Fact]
    public async Task Push_OfAMessageThatTheReplayCarried_IsNotSentTwice()
    {
        Replay(1, 2);

        Assert.True(await _socket.Push(Message(2)));
        Assert.True(await _socket.Push(Message(3)));

        Assert.Equal([1L, 2L, 3L], _client.Sent);
    }

    [Fact]
    public async Task EndReplayWith_ASnapshot_StandsForAllUpToIt()
    {
        _socket.BeginReplay();
        var before = _socket.Push(Message(7));
        var after = _socket.Push(Message(9));

        _socket.EndReplayWith(Message(8));

        Assert.True(await before);
        Assert.True(await after);
        Assert.Equal([8L, 9L], _client.Sent);
    }

    [Fact]
    public void EndReplay_OfMoreThanMayWait_CutsTheSocket()
    {
        _client.IsDraining = false;

        Replay(1, 2, 3, 4, 5);

        Assert.True(_context.IsCut);
        Assert.Equal([1L, 2L, 3L], _client.Sent);
    }

    private static ProviderPush Message(long seq) => new(seq, "Offer", seq);

    private int Replay(params long[] missed)
    {
        _socket.BeginReplay();
        return _socket.EndReplay(missed.Select(Message));
    }
}
