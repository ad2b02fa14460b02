namespace Dispatch.Api.Operations;

/// <param name="QueuedItems">Appends that wait for the writer.</param>
/// <param name="ItemsPerBatch">Appends per transaction since the start.</param>
public sealed record StoreBody(bool Available, int QueuedItems, long Batches, long Items, double ItemsPerBatch);
