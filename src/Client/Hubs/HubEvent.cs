using System.Text;

namespace Dispatch.Client.Hubs;

/// <summary>A server event by name, and who takes it.</summary>
public sealed class HubEvent(string target, HubEventHandler handler)
{
    internal byte[] Target { get; } = Encoding.UTF8.GetBytes(target);

    internal HubEventHandler Handler { get; } = handler;
}
