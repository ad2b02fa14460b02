namespace Dispatch.Client.Hubs;

/// <summary>How a connection ended.</summary>
public abstract record HubClosed
{
    private HubClosed()
    {
    }

    /// <summary>We asked for it, by closing or by aborting.</summary>
    public sealed record ByUs : HubClosed;

    /// <param name="Error">What the server said; null when it closed without a complaint.</param>
    public sealed record ByServer(string? Error) : HubClosed;

    /// <summary>The socket broke, fell silent, or brought something that is no hub message.</summary>
    public sealed record Lost(Exception Cause) : HubClosed;
}
