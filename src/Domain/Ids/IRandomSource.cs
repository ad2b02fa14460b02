namespace Dispatch.Domain.Ids;

/// <summary>
/// Where chance comes from. Hosts give the operating system's generator, the simulator a seeded one.
/// Implementations are thread-safe.
/// </summary>
public interface IRandomSource
{
    void Fill(Span<byte> bytes);
}
