namespace Dispatch.Journal.Writing;

/// <summary>A stream's last event, or <see cref="None"/>.</summary>
internal readonly record struct StreamHead(long Version, ReadOnlyMemory<byte> Hash)
{
    public static StreamHead None { get; } = new(0, HashChain.Start);
}
