using Dispatch.Journal;

namespace Dispatch.Tests.Simulation.Store;

internal sealed record PendingAppend(AppendRequest Request, TaskCompletionSource<AppendResult> Answer);
