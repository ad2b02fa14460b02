using System.Globalization;

namespace Dispatch.Api.Starting;

/// <summary>How many files and sockets the operating system lets this process open.</summary>
public static class OpenFiles
{
    private const string LimitsFile = "/proc/self/limits";
    private const string Row = "Max open files";

    /// <summary>The limit in force: the runtime raised it to the hard one when it started. Null where nobody tells.</summary>
    public static int? Limit() => File.Exists(LimitsFile) ? LimitIn(File.ReadLines(LimitsFile)) : null;

    /// <summary>Reads the soft limit from the lines of <c>/proc/self/limits</c>; null when it is unlimited or missing.</summary>
    public static int? LimitIn(IEnumerable<string> lines)
    {
        var row = lines.FirstOrDefault(line => line.StartsWith(Row, StringComparison.Ordinal));
        var soft = row?[Row.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
