namespace Dispatch.Journal;

public static class GrainStateLimits
{
    /// <summary>Of one state.</summary>
    public const int DataBytes = 1024 * 1024;

    /// <exception cref="ArgumentException">The data is over the limit.</exception>
    internal static void Check(ReadOnlyMemory<byte> data)
    {
        if (data.Length > DataBytes)
        {
            throw new ArgumentException(
                $"Expected a grain state of at most {DataBytes} bytes, found {data.Length}.", nameof(data));
        }
    }
}
