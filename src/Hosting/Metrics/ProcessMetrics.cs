namespace Dispatch.Hosting.Metrics;

/// <summary>What the operating system and the runtime know of this process.</summary>
public sealed class ProcessMetrics : IMetricSource
{
    public void Write(PrometheusWriter writer)
    {
        var cpu = Environment.CpuUsage;
        writer.Counter("process_cpu_seconds_total", "Processor time, user and system.", cpu.TotalTime.TotalSeconds);
        writer.Gauge("process_resident_memory_bytes", "Resident memory.", Environment.WorkingSet);
        writer.Gauge("dispatch_gc_heap_bytes", "Managed heap in use.", GC.GetTotalMemory(forceFullCollection: false));

        // Without what is garbage by now, of which the heap holds more or less from one second to the next.
        var full = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        writer.Gauge("dispatch_gc_live_bytes", "Managed memory that the last full collection left.", full.HeapSizeBytes - full.FragmentedBytes);
        writer.Counter("dispatch_gc_allocated_bytes_total", "Bytes allocated.", GC.GetTotalAllocatedBytes());
        writer.Counter("dispatch_gc_pause_seconds_total", "Time that collections held everything up.", GC.GetTotalPauseDuration().TotalSeconds);
        writer.Family("dispatch_gc_collections_total", "counter", "Collections by generation.");
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            writer.Sample("dispatch_gc_collections_total", GC.CollectionCount(generation), ("generation", $"{generation}"));
        }

        writer.Gauge("dispatch_threadpool_threads", "Threads of the pool.", ThreadPool.ThreadCount);
        writer.Counter("dispatch_threadpool_completed_total", "Work items done.", ThreadPool.CompletedWorkItemCount);
        writer.Counter("dispatch_lock_contentions_total", "Waits for a lock.", Monitor.LockContentionCount);
        writer.Gauge("dispatch_threadpool_queue_length", "Work items that wait.", ThreadPool.PendingWorkItemCount);
    }
}
