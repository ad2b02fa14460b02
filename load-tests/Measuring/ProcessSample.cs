using System.Globalization;

namespace Dispatch.LoadTests.Measuring;

/// <summary>What a process has used so far, by the kernel's count.</summary>
/// <param name="CpuSeconds">User and system time of all threads.</param>
/// <param name="ResidentBytes">Memory in RAM now.</param>
public sealed record ProcessSample(double CpuSeconds, long ResidentBytes)
{
    // USER_HZ: fixed at 100 in the kernel's interface on every platform that .NET runs on.
    private const double TicksPerSecond = 100;
    private const int UserTimeField = 11;
    private const int SystemTimeField = 12;
    private const int ResidentPagesField = 21;

    /// <returns>Null when there is no such process, or no /proc.</returns>
    public static ProcessSample? Read(int processId)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{processId}/stat"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <param name="stat">The line of <c>/proc/PID/stat</c>.</param>
    public static ProcessSample Parse(string stat)
    {
        // The name in brackets may itself hold blanks and brackets; fields are counted after its end.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Number(UserTimeField) + Number(SystemTimeField);
        return new ProcessSample(ticks / TicksPerSecond, Number(ResidentPagesField) * Environment.SystemPageSize);

        long Number(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
    }
}
