using System.Globalization;

namespace Dispatch.Client.Traffic;

/// <summary>The 50 states and DC.</summary>
public static class UsStates
{
    public static IReadOnlyList<UsState> All { get; } = Read();

    private static List<UsState> Read()
    {
        using var stream = typeof(UsStates).Assembly.GetManifestResourceStream("us-states.csv")
            ?? throw new InvalidOperationException("The list of states is not in the assembly.");
        using var lines = new StreamReader(stream);
        lines.ReadLine();

        var states = new List<UsState>();
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            var fields = line.Split(',');
            states.Add(new(fields[0], fields[1], int.Parse(fields[2], CultureInfo.InvariantCulture), fields[3]));
        }

        return states;
    }
}
