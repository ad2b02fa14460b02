using Dispatch.Api;
using Dispatch.Api.Hubs;
using Dispatch.Tests.Unit.Client;

namespace Dispatch.Tests.Unit.Api;

public sealed class OpsWatchersTests : IDisposable
{
    private readonly OpsWatchers _watchers = new();
    private readonly SocketContext _context = new();
    private readonly HubSocket _socket;

    public OpsWatchersTests() => _socket = new HubSocket(_context, new SlowClient(), new ApiLimits(), new ManualTime());

    public void Dispose() => _context.Dispose();

    [Fact]
    public void Watch_BySocketThatIsOpen_LastsUntilItIsRemoved()
    {
        _watchers.WatchOverview(_socket);
        _watchers.WatchEvents(_socket, 7);

        Assert.Same(_socket, Assert.Single(_watchers.OfOverview));
        Assert.Equal(KeyValuePair.Create(_socket, 7L), Assert.Single(_watchers.OfEvents));
        _watchers.Remove(_socket);
        Assert.Empty(_watchers.OfOverview);
        Assert.Empty(_watchers.OfEvents);
    }

    [Fact]
    public void Watch_BySocketThatClosedWhileItAsked_IsNotKept()
    {
        // The hub was told that it closed before the answer to its call was ready.
        _context.Abort();
        _watchers.Remove(_socket);

        _watchers.WatchOverview(_socket);
        _watchers.WatchEvents(_socket, 7);

        Assert.Empty(_watchers.OfOverview);
        Assert.Empty(_watchers.OfEvents);
    }
}
