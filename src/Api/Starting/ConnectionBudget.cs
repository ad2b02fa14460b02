namespace Dispatch.Api.Starting;

/// <summary>
/// How many connections fit the files that the process may open. At the limit a connection is closed at once; without
/// files, accepting would stall for everybody, and the store could not open its own.
/// </summary>
/// <param name="Connections">Of HTTP, hub connections apart.</param>
/// <param name="Sockets">Hub connections.</param>
/// <param name="IsReduced">Whether these are fewer than the limits that were asked for.</param>
public readonly record struct ConnectionBudget(int Connections, int Sockets, bool IsReduced)
{
    /// <summary>For the store, its readers, the libraries and what is being accepted and closed.</summary>
    public const int ReservedFiles = 256;

    /// <param name="limits">What was asked for.</param>
    /// <param name="openFiles">What the operating system allows; null when it does not say.</param>
    /// <exception cref="InvalidOperationException">Not even a few connections fit.</exception>
    public static ConnectionBudget Fit(ApiLimits limits, int? openFiles)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var wanted = (long)limits.OpenConnections + limits.OpenSockets;
        if (openFiles is not { } files || wanted <= files - ReservedFiles)
        {
            return new ConnectionBudget(limits.OpenConnections, limits.OpenSockets, IsReduced: false);
        }

        var free = files - ReservedFiles;
        var sockets = (int)(free * (long)limits.OpenSockets / wanted);
        return free - sockets > 0 && sockets > 0
            ? new ConnectionBudget(free - sockets, sockets, IsReduced: true)
            : throw new InvalidOperationException(
                $"Expected the process to be allowed more than {ReservedFiles} open files, found {files}: raise it with ulimit -n.");
    }
}
