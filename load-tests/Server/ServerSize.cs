namespace Dispatch.LoadTests.Server;

/// <summary>How many connections a server that is started for a run takes, as whoever runs one sizes it for its clients: where the
/// operating system allows few open files, a server of default size divides them for other clients than these.</summary>
/// <param name="Connections">Of HTTP, hub connections apart.</param>
/// <param name="Sockets">Hub connections.</param>
public readonly record struct ServerSize(int Connections, int Sockets)
{
    // The operator's, and those that the server has not noticed the end of.
    private const int Spare = 500;

    /// <summary>When every provider comes back at once, its socket of before may not be gone yet.</summary>
    public static ServerSize For(LoadOptions options) =>
        new((options.Connections ?? options.Burst) + Spare, (2 * options.Population.Providers) + Spare);
}
