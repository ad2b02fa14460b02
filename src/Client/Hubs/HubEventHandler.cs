namespace Dispatch.Client.Hubs;

/// <summary>Takes one server event. Runs on the receive loop: it must not block, and the bytes are gone when it returns.</summary>
/// <param name="arguments">The JSON array of arguments, UTF-8.</param>
public delegate void HubEventHandler(ReadOnlySpan<byte> arguments);
