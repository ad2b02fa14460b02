namespace Dispatch.Journal;

/// <summary>Whether a stream is as it was written.</summary>
public abstract record ChainVerdict
{
    private ChainVerdict()
    {
    }

    /// <param name="Version">Of the last event; 0 for none.</param>
    /// <param name="Head">Hash of the last event; zeros for none.</param>
    public sealed record Intact(long Version, ReadOnlyMemory<byte> Head) : ChainVerdict;

    /// <param name="Version">The first version that is not as it was written, or not there.</param>
    public sealed record Broken(long Version, ChainFault Fault) : ChainVerdict;
}
