using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Store;

internal sealed class PendingAppend(AppendRequest request)
    : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public AppendRequest Request { get; } = request;
}
