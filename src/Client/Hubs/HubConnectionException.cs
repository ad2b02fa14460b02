namespace Dispatch.Client.Hubs;

/// <summary>The connection is gone or never came to be: whether a call in flight took effect is unknown.</summary>
public sealed class HubConnectionException : IOException
{
    public HubConnectionException()
    {
    }

    public HubConnectionException(string message)
        : base(message)
    {
    }

    public HubConnectionException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
