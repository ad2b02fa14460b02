using System.Collections.Concurrent;
using System.Reflection;
using Dispatch.Grains;
using Dispatch.Hosting.Metrics;
using Orleans.Runtime.Messaging;

namespace Dispatch.Hosting.Calls;

/// <summary>
/// Repeats calls whose silo died under them, where repeating a call repeats its answer. A call that was merely not
/// answered in time is not repeated: its caller waited already.
/// </summary>
public sealed class IdempotentRetry(ClusterMetrics metrics, TimeProvider time) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1),
    ];

    private static readonly ConcurrentDictionary<MethodInfo, bool> IsIdempotent = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await context.Invoke();
                if (context.Response?.Exception is not { } answered || !MayRepeat(context, answered, attempt))
                {
                    return;
                }
            }
            catch (Exception fault) when (MayRepeat(context, fault, attempt))
            {
                // Below, after a pause in which the cluster may notice.
            }

            metrics.Repeated();
            await Task.Delay(Pauses[attempt], time);
        }
    }

    private static bool MayRepeat(IOutgoingGrainCallContext context, Exception fault, int attempt) =>
        attempt < Pauses.Length
        && fault is SiloUnavailableException or OrleansMessageRejectionException or ConnectionFailedException
        && IsIdempotent.GetOrAdd(context.InterfaceMethod, static method => method.IsDefined(typeof(IdempotentAttribute), inherit: false));
}
