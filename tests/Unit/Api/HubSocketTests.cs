using Dispatch.Api;
using Dispatch.Api.Hubs;
using Dispatch.Tests.Unit.Client;

namespace Dispatch.Tests.Unit.Api;

public sealed class HubSocketTests : IDisposable
{
    private static readonly ApiLimits Limits = new() { MessagesPerSocket = 3, PushTimeout = TimeSpan.FromSeconds(1.5) };

    private readonly ManualTime _time = new();
    private readonly SocketContext _context = new();
    private readonly SlowClient _client = new();
    private readonly HubSocket _socket;

    public HubSocketTests() => _socket = new HubSocket(_context, _client, Limits, _time);

    public void Dispose() => _context.Dispose();

    [Fact]
    public async Task Send_AsManyAsMayWait_WaitAndAllArrive()
    {
        var sends = Enumerable.Range(1, 3).Select(i => _socket.Send("Offer", i)).ToList();
        Assert.All(sends, send => Assert.False(send.IsCompleted));

        for (var i = 0; i < 3; i++)
        {
            _client.TakeOne();
        }

        Assert.All(await Task.WhenAll(sends), Assert.True);
        Assert.False(_context.IsCut);
    }

    [Fact]
    public async Task Send_OneMoreThanMayWait_CutsTheSocketAndIsNotSent()
    {
        for (var i = 1; i <= 3; i++)
        {
            _ = _socket.Send("Offer", i);
        }

        Assert.False(_context.IsCut);
        Assert.False(await _socket.Send("Offer", 4));

        Assert.True(_context.IsCut);
        Assert.Equal([1, 2, 3], _client.Sent);
    }

    [Fact]
    public async Task Send_AfterOneWasTaken_FitsAgain()
    {
        var first = _socket.Send("Offer", 1);
        _ = _socket.Send("Offer", 2);
        _ = _socket.Send("Offer", 3);
        _client.TakeOne();
        Assert.True(await first);

        _ = _socket.Send("Offer", 4);

        Assert.False(_context.IsCut);
        Assert.Equal([1, 2, 3, 4], _client.Sent);
    }

    [Fact]
    public async Task Send_ManyThatAreTakenAtOnce_NeverCount()
    {
        _client.IsDraining = true;
        for (var i = 0; i < 100; i++)
        {
            Assert.True(await _socket.Send("Offer", i));
        }

        Assert.False(_context.IsCut);
    }

    [Fact]
    public async Task Send_NotTakenInTime_CutsTheSocket()
    {
        var send = _socket.Send("Offer", 1);

        _time.Advance(Limits.PushTimeout - TimeSpan.FromTicks(1));
        Assert.False(_context.IsCut);
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.False(await send);
        Assert.True(_context.IsCut);
    }

    [Fact]
    public async Task Send_TakenInTime_IsNotCutLater()
    {
        var send = _socket.Send("Offer", 1);
        _client.TakeOne();
        Assert.True(await send);

        _time.Advance(Limits.PushTimeout * 2);

        Assert.False(_context.IsCut);
    }

    [Fact]
    public async Task Send_ToASocketThatWasCut_IsNotSent()
    {
        _socket.Abort();

        Assert.False(await _socket.Send("Offer", 1));
        Assert.Empty(_client.Sent);
    }
}
