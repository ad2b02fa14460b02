namespace Dispatch.Hosting.Cluster;

/// <summary>
/// Times of the cluster, chosen for dispatch: a silo that dies is out of the cluster, and what it held lives elsewhere,
/// within five seconds. Shorter ones would take a busy silo for a dead one.
/// </summary>
public static class ClusterLimits
{
    /// <summary>How long a silo may take to answer another's probe.</summary>
    public static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Probes in a row that a silo may miss.</summary>
    public const int MissedProbes = 2;

    /// <summary>How often membership is read again, whoever told what.</summary>
    public static readonly TimeSpan MembershipRefresh = TimeSpan.FromSeconds(5);

    /// <summary>How often a silo says in the store that it lives.</summary>
    public static readonly TimeSpan AliveInterval = TimeSpan.FromSeconds(3);

    /// <summary>How often an API node looks which silos there are.</summary>
    public static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(1);

    /// <summary>How long opening a connection may take.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Before a connection that could not be opened is tried again.</summary>
    public static readonly TimeSpan ConnectRetry = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a caller waits for an answer where its method says nothing else.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How many calls may wait for one grain.</summary>
    public const int MailboxLength = 10_000;

    /// <summary>How long a silo has, from SIGTERM on, to finish turns and hand over what it holds.</summary>
    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(14);

    /// <summary>How long, of that, one grain may take to finish its turn.</summary>
    public static readonly TimeSpan GrainEnd = TimeSpan.FromSeconds(3);

    /// <summary>How long a grain that nobody calls stays in memory.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(2);

    /// <summary>How often a process renews its entry among the nodes, and reads those of the others.</summary>
    public static readonly TimeSpan NodeInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long an entry may stay as it is before its process is taken for dead.</summary>
    public static readonly TimeSpan NodeLease = TimeSpan.FromSeconds(3.5);

    /// <summary>Between readings, beyond which they prove nothing.</summary>
    public static readonly TimeSpan NodeReadingGap = TimeSpan.FromSeconds(2.5);

    /// <summary>How long, once a member is known to be dead, until the grains that were entered in its directory have ended.</summary>
    public static readonly TimeSpan DirectorySettles = TimeSpan.FromMilliseconds(300);

    /// <summary>How long news for another process may wait for more.</summary>
    public static readonly TimeSpan NewsInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Items of one kind in one message of news.</summary>
    public const int NewsPerMessage = 1_000;

    /// <summary>Connections to the store that membership, nodes and grain state share, each kind.</summary>
    public const int StoreConnections = 4;
}
