using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Store;

/// <summary>Answers reads, each with what is durable by then.</summary>
internal sealed class Reads(Tables tables, IStoreConditions conditions)
{
    public Task<T> Of<T>(Func<Tables, T> read)
    {
        var fails = conditions.FailsRead();
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        conditions.Soon(() =>
        {
            if (fails)
            {
                answer.SetException(new StoreUnavailableException("The simulated store cannot be read."));
                return;
            }

            T result;
            lock (tables)
            {
                result = read(tables);
            }

            answer.SetResult(result);
        });
        return answer.Task;
    }
}
