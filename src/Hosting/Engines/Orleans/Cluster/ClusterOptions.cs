using System.Net;

namespace Dispatch.Hosting.Cluster;

/// <summary>How a process takes part in the cluster: configuration section <c>Dispatch:Cluster</c>.</summary>
public sealed class ClusterOptions
{
    public const string Section = "Dispatch:Cluster";

    /// <summary>Processes with the same id and the same database are one cluster.</summary>
    /// <value>Default <c>dispatch</c>.</value>
    public string Id { get; set; } = "dispatch";

    /// <summary>The address under which the other processes reach this silo.</summary>
    /// <value>An IP address or a name that resolves to one; default <c>127.0.0.1</c>.</value>
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>Whether to listen on all addresses of the machine, where the advertised one is not its own (NAT).</summary>
    public bool ListenOnAnyAddress { get; set; }

    /// <summary>Where the other silos connect.</summary>
    /// <value>0 for any free port; default 11111.</value>
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Where API nodes connect.</summary>
    /// <value>0 for any free port; default 30000.</value>
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>Where a silo answers health checks, metrics and its dashboard over HTTP.</summary>
    /// <value>0 for any free port; default 8081.</value>
    public int HealthPort { get; set; } = 8_081;

    /// <summary>Whether Orleans' dashboard is served at <c>/orleans</c> of API nodes. Silos count each call for it: set it on both.</summary>
    /// <value>Default false.</value>
    public bool Dashboard { get; set; }

    /// <summary>The address of <see cref="AdvertisedAddress"/>.</summary>
    /// <exception cref="FormatException">It is neither an address nor a name that resolves to one.</exception>
    public IPAddress Address()
    {
        if (IPAddress.TryParse(AdvertisedAddress, out var address))
        {
            return address;
        }

        try
        {
            return Dns.GetHostAddresses(AdvertisedAddress).First(a => a.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork);
        }
        catch (Exception fault) when (fault is System.Net.Sockets.SocketException or InvalidOperationException)
        {
            throw new FormatException($"Expected {Section}:AdvertisedAddress to be an address of this machine, found '{AdvertisedAddress}'.");
        }
    }
}
