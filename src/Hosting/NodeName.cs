using System.Globalization;

namespace Dispatch.Hosting;

/// <summary>This process as grains and the operator name it; another start has another name.</summary>
public sealed record NodeName(string Value)
{
    public static NodeName OfThisProcess(TimeProvider time) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.MachineName}-{Environment.ProcessId}-{time.GetUtcNow().ToUnixTimeMilliseconds():x}"));

    public override string ToString() => Value;
}
