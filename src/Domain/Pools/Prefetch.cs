using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Dispatch.Domain.Pools;

/// <summary>
/// Tells the processor which objects are wanted soon. A ticket that came long ago is in no cache, and waiting for memory
/// would be a third of what a match in a long line costs; asked for a match or two ahead it is there in time.
/// </summary>
internal static unsafe class Prefetch
{
    private const int CacheLineBytes = 64;

    /// <summary>A hint without any effect on what is computed, and none at all where there is no such instruction.</summary>
    /// <param name="bytes">How much of the object is wanted, from its beginning.</param>
    public static void Of(object? wanted, int bytes)
    {
        if (!Sse.IsSupported || wanted is null)
        {
            return;
        }

        // The object may move before the hint takes effect: then it was in vain.
        var address = *(byte**)Unsafe.AsPointer(ref wanted);
        for (var offset = 0; offset < bytes; offset += CacheLineBytes)
        {
            Sse.Prefetch0(address + offset);
        }
    }
}
