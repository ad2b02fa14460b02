using System.Globalization;

namespace Dispatch.Api.Starting;

/// <summary>What the command line says; what it does not know is left to the host's configuration.</summary>
/// <param name="Port">0 for any free one.</param>
/// <param name="Demo">Seeds an empty store.</param>
/// <param name="Traffic">Runs simulated patients and providers.</param>
/// <param name="Silo">Hosts grains in this process too, as one silo of the cluster.</param>
public sealed record CommandLine(int Port, bool Demo, bool Traffic, bool Silo, string[] Rest)
{
    public const int DefaultPort = 5080;

    /// <exception cref="ArgumentException">A port is missing or none.</exception>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var port = DefaultPort;
        var demo = false;
        var traffic = false;
        var silo = false;
        var rest = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--demo":
                    demo = true;
                    break;
                case "--traffic":
                    traffic = true;
                    break;
                case "--silo":
                    silo = true;
                    break;
                case "--port":
                    port = ParsePort(++i < args.Count ? args[i] : "");
                    break;
                case var arg when arg.StartsWith("--port=", StringComparison.Ordinal):
                    port = ParsePort(arg["--port=".Length..]);
                    break;
                case var arg:
                    rest.Add(arg);
                    break;
            }
        }

        return new CommandLine(port, demo, traffic, silo, [.. rest]);
    }

    private static int ParsePort(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new ArgumentException($"Expected --port to be followed by a number from 0 to 65535, found '{text}'.");
}
