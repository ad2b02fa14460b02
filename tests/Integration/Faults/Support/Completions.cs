using System.Collections.Concurrent;
using Dispatch.Client.Contract;
using Dispatch.Client.Hubs;
using Dispatch.Tests.Integration.Harness;

namespace Dispatch.Tests.Integration.Faults.Support;

/// <summary>Waits for consults to be completed.</summary>
internal static class Completions
{
    /// <summary>Fails when not all of them are completed in time.</summary>
    /// <param name="consults">Of the clinic that holds the key.</param>
    /// <param name="seen">Said when they are not.</param>
    public static async Task Of(
        ServerAddress server, string apiKey, IReadOnlyCollection<string> consults, Func<string> seen)
    {
        var wanted = consults.ToHashSet();
        var done = new ConcurrentDictionary<string, bool>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Safety.Within(Watch(), () => $"{done.Count} of {wanted.Count} consults were completed:\n{seen()}");

        async Task Watch()
        {
            // A socket that news come to faster than it takes them is cut, and its owner comes back.
            while (!all.Task.IsCompleted)
            {
                await using var watch = await ClinicConnection.Connect(
                    server.Address, apiKey, changed => Note(changed.ConsultId!, changed.Status!), null, TimeProvider.System);
                await watch.WatchConsults();

                // What ended before the watch began is not told.
                var api = server.Operator.As(apiKey);
                foreach (var id in wanted.Where(id => !done.ContainsKey(id)))
                {
                    Note(id, (await api.GetConsult(id)).Required().Status);
                }

                await Task.WhenAny(all.Task, watch.Closed);
                watch.Abort();
            }
        }

        void Note(string id, string status)
        {
            if (status == ConsultStatus.Completed && wanted.Contains(id) && done.TryAdd(id, true) && done.Count >= wanted.Count)
            {
                all.TrySetResult();
            }
        }
    }
}
