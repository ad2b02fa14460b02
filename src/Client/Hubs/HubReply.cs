namespace Dispatch.Client.Hubs;

/// <summary>What a hub answered a call: a value, or why it was refused.</summary>
/// <param name="Value">Null on a refusal and when the method returns nothing.</param>
/// <param name="Refusal">Null when the call was served.</param>
public readonly record struct HubReply<T>(T? Value, HubRefusal? Refusal)
{
    public bool IsRefused => Refusal is not null;
}
