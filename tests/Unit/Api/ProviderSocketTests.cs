using Dispatch.Api;
using Dispatch.Api.Hubs;
using Dispatch.Domain.Ids;
using Dispatch.Tests.Unit.Client;

namespace Dispatch.Tests.Unit.Api;

public sealed class ProviderSocketTests : IDisposable
{
    private readonly SocketContext _context = new();
    private readonly SlowClient _client = new() { IsDraining = true };
    private readonly ProviderSocket _socket;

    public ProviderSocketTests() => _socket = new ProviderSocket(
        new ProviderId("prv_01h455vb4pex5vsknk084sn02q"),
        _context,
        _client,
        new ApiLimits { MessagesPerSocket = 3 },
        new ManualTime());

    public void Dispose() => _context.Dispose();

    [Fact]
    public async Task EndReplay_OfAMessageMissedBetweenTwoThatArrived_SendsItAgain()
    {
        await _socket.Push(Message(1));
        await _socket.Push(Message(3));

        Assert.Equal(1, Replay(2, 3));

        Assert.Equal([1L, 3L, 2L], _client.Sent);
    }

    [Fact]
    public async Task EndReplay_OfTwoGaps_SendsAtLeastBoth()
    {
        await _socket.Push(Message(1));
        await _socket.Push(Message(3));
        await _socket.Push(Message(5));

        Replay(2, 3, 4, 5);

        // Only the last unbroken run is remembered: what came between the gaps may come twice, never not at all.
        Assert.Equal([1L, 2L, 3L, 4L, 5L], _client.Sent.Cast<long>().Distinct().Order());
        Assert.Equal(1, _client.Sent.Count(seq => seq is 5L));
    }

    [Fact]
    public async Task EndReplay_OfWhatArrivedUnbroken_SendsOnlyWhatCameBefore()
    {
        await _socket.Push(Message(3));
        await _socket.Push(Message(4));

        Assert.Equal(2, Replay(1, 2, 3, 4));

        Assert.Equal([3L, 4L, 1L, 2L], _client.Sent);
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
