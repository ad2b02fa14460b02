using Dispatch.Engine.Embedded;
using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Store;

/// <summary>Answers reads: each in a step of its own, with what is durable by then.</summary>
internal sealed class Later(SteppedTurnScheduler scheduler, StoreFaults faults)
{
    public Task<T> Read<T>(Func<T> read)
    {
        var fails = faults.FailsRead();
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        scheduler.Schedule(new Step(() =>
        {
            if (fails)
            {
                answer.SetException(new StoreUnavailableException("The simulated store cannot be read."));
            }
            else
            {
                answer.SetResult(read());
            }
        }));
        return answer.Task;
    }
}
