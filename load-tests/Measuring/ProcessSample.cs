using System.Globalization;

namespace Dispatch.LoadTests.Measuring;

/// <summary>What a process has used so far, by the kernel's count.</summary>
/// <param name="CpuSeconds">User and system time of all threads.</param>
/// <param name="ResidentBytes">Memory in RAM now.</param>
public sealed record ProcessSample(double CpuSeconds, long ResidentBytes)
{
    // USER_HZ: fixed at 100 in the kernel's interface on every platform that .NET runs on.
    private const double TicksPerSecond = 100;
    private const int ParentField = 1;
    private const int UserTimeField = 11;
    private const int SystemTimeField = 12;
    private const int EndedUserTimeField = 13;
    private const int EndedSystemTimeField = 14;
    private const int ResidentPagesField = 21;

    /// <returns>Null when there is no such process, or no /proc.</returns>
    public static ProcessSample? Read(int processId) => TryReadStat(processId) is { } stat ? Parse(stat) : null;

    /// <summary>Several processes together.</summary>
    /// <returns>Null when one of them is no more, or there is none: the sum would run back.</returns>
    public static ProcessSample? ReadAll(IReadOnlyList<int> processIds)
    {
        var samples = processIds.Select(Read).OfType<ProcessSample>().ToList();
        return samples.Count == 0 || samples.Count < processIds.Count
            ? null
            : new ProcessSample(samples.Sum(sample => sample.CpuSeconds), samples.Sum(sample => sample.ResidentBytes));
    }

    /// <summary>A process and all that descend from it, such as a database server and its workers. The CPU of those that
    /// have ended counts as well.</summary>
    /// <remarks>Pages that several of them share are counted for each.</remarks>
    /// <returns>Null when there is no such process, or no /proc.</returns>
    public static ProcessSample? ReadTree(int root)
    {
        if (!Directory.Exists($"/proc/{root}"))
            return null;
        var stats = new Dictionary<int, (int Parent, ProcessSample Sample)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && TryReadStat(id) is { } stat)
                stats[id] = (int.Parse(Fields(stat)[ParentField], CultureInfo.InvariantCulture), Parse(stat, withEnded: true));
        }

        var own = stats.Where(pair => IsWithin(pair.Key)).Select(pair => pair.Value.Sample).ToList();
        return new ProcessSample(own.Sum(sample => sample.CpuSeconds), own.Sum(sample => sample.ResidentBytes));

        bool IsWithin(int id)
        {
            while (id != root)
            {
                if (!stats.TryGetValue(id, out var known))
                    return false;
                id = known.Parent;
            }

            return true;
        }
    }

    /// <param name="stat">The line of <c>/proc/PID/stat</c>.</param>
    /// <param name="withEnded">Counts the CPU of children that have ended, too.</param>
    public static ProcessSample Parse(string stat, bool withEnded = false)
    {
        var fields = Fields(stat);
        var ticks = Number(UserTimeField) + Number(SystemTimeField);
        if (withEnded)
            ticks += Number(EndedUserTimeField) + Number(EndedSystemTimeField);
        return new ProcessSample(ticks / TicksPerSecond, Number(ResidentPagesField) * Environment.SystemPageSize);

        long Number(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
    }

    // The name in brackets may itself hold blanks and brackets; fields are counted after its end.
    private static string[] Fields(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

    private static string? TryReadStat(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/stat");
        }
        catch (IOException)
        {
            return null;
        }
    }
}
